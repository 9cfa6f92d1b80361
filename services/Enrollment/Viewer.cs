using Contracts;
using Kernel;
using Kernel.Http;

namespace Enrollment;

/// <summary>By what right a caller sees things here: for an organisation, as its registrar, or as the learner.</summary>
internal sealed record Viewer(string Org, string Person, bool IsRegistrar, bool IsLearner)
{
    public static Viewer Of(Caller caller) => new(caller.Org, caller.Person, caller.Is(Roles.Registrar), caller.Is(Roles.Learner));
}

internal static class Viewers
{
    public static Viewer Viewer(this Act act) => Enrollment.Viewer.Of(act.Caller);
}
