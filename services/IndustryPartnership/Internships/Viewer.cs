using Contracts;
using Kernel;
using Kernel.Http;

namespace IndustryPartnership.Internships;

/// <summary>A caller's right to see internships: as an organisation, as the learner, as a mentor, or as an authority.</summary>
internal sealed record Viewer(string Org, string Person, bool IsLearner, bool IsMentor, bool IsAuthority)
{
    private static readonly string[] OfOrganisation = [Roles.Coordinator, Roles.InternshipManager, Roles.Signatory];

    /// <summary>Whether it sees only what names it.</summary>
    public bool IsPerson => IsLearner || IsMentor;

    /// <summary>
    /// The same as its organisation, which acts for its learners. An applicant for a slot sees what the institution sees.
    /// </summary>
    public Viewer AsOrganisation => this with { IsLearner = false, IsMentor = false };

    /// <summary>A mentor with another role that works with all placements sees all placements of the organisation.</summary>
    public static Viewer Of(Caller caller) =>
        new(
            caller.Org, caller.Person, caller.Is(Roles.Learner), caller.Is(Roles.Mentor) && !OfOrganisation.Any(caller.Is),
            caller.Is(Roles.Authority) && caller.Org.Length > 0);
}

internal static class Viewers
{
    public static Viewer Viewer(this Act act) => Internships.Viewer.Of(act.Caller);
}
