using Contracts;
using Kernel;
using Kernel.Http;

namespace FacultyCertification;

/// <summary>By what right a caller sees things here.</summary>
/// <param name="Org">The caller's organisation.</param>
/// <param name="Person">The caller as a teacher.</param>
/// <param name="Office">The institution of a teacher office or panel, which sees all of its teachers; empty for other callers.</param>
/// <param name="Keeper">The owner of methods whose drafts the caller sees; empty for other callers.</param>
internal sealed record Viewer(string Org, string Person, string Office, string Keeper)
{
    public static Viewer Of(Caller caller) => new(
        caller.Org,
        caller.Person,
        caller.Is(Roles.TeacherOffice) || caller.Is(Roles.Panel) ? caller.Org : "",
        caller.Is(Roles.TeacherOffice) || caller.Is(Roles.Authority) ? caller.Org : "");
}

internal static class Viewers
{
    public static Viewer Viewer(this Act act) => FacultyCertification.Viewer.Of(act.Caller);
}
