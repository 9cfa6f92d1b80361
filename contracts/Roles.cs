using Contracts.IndustryPartnership;

namespace Contracts;

/// <summary>What the claim <c>roles</c> of a token may hold: what its holder does for the organisation in the claim <c>org</c>.</summary>
public static class Roles
{
    /// <summary>Registers schools, colleges, universities and authorities; approves and suspends bases; records, corrects and ends filings;
    /// reads every figure, and organisations' contacts.</summary>
    public const string Authority = "authority";

    /// <summary>Runs the platform: health, traces, parked messages, and no personal data. Acts for no organisation.</summary>
    public const string Ops = "ops";

    /// <summary>Keeps the organisation's own registration: units, staff counts, contacts; tags agreements; proposes consortia, bases and projects, accepts, leaves and tags them, completes milestones; records and ends teachers' practice at its bases, as coordinators and managers of internships do.</summary>
    public const string OrgAdmin = "org-admin";

    /// <summary>
    /// Drafts, proposes, signs, amends, tags and terminates agreements, and records signatures on paper; proposes consortia, bases and
    /// projects, accepts, leaves and tags them; signs for a placement's party, keeps the template of placements' agreements, and reads
    /// compliance receipts.
    /// </summary>
    public const string Signatory = "signatory";

    /// <summary>
    /// An institution's coordinator of internships: verifies enterprises, approves and returns slots, records their insurances,
    /// applies for learners, hands in guardians' consents and refusals and makes links for them, confirms that there is no guardian,
    /// keeps the template of placements' agreements,
    /// starts, pauses, resumes, completes and stops placements, proposes, accepts, refuses and withdraws changes of them, names their
    /// teachers, makes links for mentors' assessments, reads the board of a cohort and compliance receipts; completes milestones of
    /// projects.
    /// </summary>
    public const string Coordinator = "coordinator";

    /// <summary>An enterprise's manager of internships: writes slots, has drafts judged, opens and closes them, records their insurances,
    /// names their filings, reads compliance receipts, decides on applications, names mentors, starts, pauses and resumes placements,
    /// calls off those that have not begun, proposes, accepts, refuses and withdraws changes of them, makes links for mentors' assessments; completes milestones of
    /// projects.</summary>
    public const string InternshipManager = "internship-manager";

    /// <summary>An institution's registrar: articulations, learners.</summary>
    public const string Registrar = "registrar";

    /// <summary>An institution's office for teachers: registers them, applies on their behalf, books practice at bases for them, keeps the method of recognition, publishes grants, issues and revokes certificates.</summary>
    public const string TeacherOffice = "teacher-office";

    /// <summary>Reviews applications for dual qualification and decides on them.</summary>
    public const string Panel = "panel";

    /// <summary>
    /// A learner, who sees their own things, applies, accepts, consents or refuses, says that there is no guardian, signs, accepts or
    /// refuses changes of a placement, and writes the logbook; the claim <c>person</c> says who.
    /// </summary>
    public const string Learner = "learner";

    /// <summary>An enterprise's mentor of placed learners, who sees the placements that they are named on, and signs or returns their logbooks, also the weeks of a post that was theirs; the claim <c>person</c> says who.</summary>
    public const string Mentor = "mentor";

    private static readonly string[] Institutions = [OrganisationKind.University, OrganisationKind.VocationalCollege,
        OrganisationKind.SecondarySchool];
    private static readonly string[] Enterprises = [OrganisationKind.Enterprise];
    private static readonly string[] Authorities = [OrganisationKind.Authority];

    /// <summary>For each role the kinds of organisation that have it: a token of another kind's organisation does nothing by it. A role
    /// that is not named is every kind's.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Kinds { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        [Authority] = Authorities,
        [Coordinator] = Institutions,
        [Registrar] = Institutions,
        [TeacherOffice] = Institutions,
        [Panel] = Institutions,
        [Learner] = Institutions,
        [InternshipManager] = Enterprises,
        [Mentor] = Enterprises,
    };
}
