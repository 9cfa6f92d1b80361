using Contracts.IndustryPartnership;

namespace Contracts;

/// <summary>The values of the claim <c>roles</c>: the holder's roles for the organisation in the claim <c>org</c>.</summary>
public static class Roles
{
    /// <summary>
    /// Registers schools, colleges, universities and authorities. Approves and suspends bases; records, corrects and ends filings; reads
    /// all figures and contacts. Publishes dual-qualified ratios. Grants, refuses and closes clients.
    /// </summary>
    public const string Authority = "authority";

    /// <summary>
    /// Runs the platform: health, traces, parked messages. Grants, refuses and closes clients. Sees no personal data, and acts for no
    /// organisation.
    /// </summary>
    public const string Ops = "ops";

    /// <summary>
    /// Keeps the organisation's own registration: units, staff counts, contacts, clients. Asks for verification. Tags agreements.
    /// Proposes, accepts, leaves and tags consortia, bases and projects, and completes milestones. Records and ends teachers' practice at
    /// its bases, as coordinators and internship managers do. Adds, corrects, shares and withdraws teaching resources.
    /// </summary>
    public const string OrgAdmin = "org-admin";

    /// <summary>
    /// Drafts, proposes, signs, amends, tags and terminates agreements, and records signatures on paper. Proposes, accepts, leaves and tags
    /// consortia, bases and projects. Signs for a placement's party, keeps the template of placement agreements, and reads compliance
    /// receipts.
    /// </summary>
    public const string Signatory = "signatory";

    /// <summary>
    /// An institution's coordinator of internships. Verifies enterprises, approves and returns slots, records, corrects and annuls
    /// insurances, and applies for learners. Records guardians' consents and refusals, makes links for them, and confirms that a learner
    /// has no guardian. Keeps the template of placement agreements. Starts, pauses, resumes, completes and stops placements, and names
    /// their teachers. Proposes, accepts, refuses and withdraws changes of placements. Makes links for mentors' assessments, and reads
    /// boards and compliance receipts. Completes milestones of projects.
    /// </summary>
    public const string Coordinator = "coordinator";

    /// <summary>
    /// An enterprise's manager of internships. Writes, opens and closes slots, and has drafts judged. Records, corrects and annuls
    /// insurances, names filings, and reads compliance receipts. Decides on applications and names mentors. Starts, pauses and resumes
    /// placements, and calls off placements that have not begun. Proposes, accepts, refuses and withdraws changes of placements, and makes
    /// links for mentors' assessments. Completes milestones of projects.
    /// </summary>
    public const string InternshipManager = "internship-manager";

    /// <summary>
    /// An institution's registrar: articulations, modules, learning outcomes, joint programmes and leads of modules, learners,
    /// X-certificates, equivalences, mappings of credit, transfer exams, graduates' outcomes, figures.
    /// </summary>
    public const string Registrar = "registrar";

    /// <summary>
    /// An institution's office for teachers. Registers teachers, corrects their records, applies for them, and books practice at bases.
    /// Records qualifications and ethics findings, and checks documents. Keeps the method of recognition, publishes notices, and issues
    /// and revokes certificates. Objects to grants of any institution. Adds, corrects, shares and withdraws teaching resources.
    /// Publishes the ratio, and asks for its forecast.
    /// </summary>
    public const string TeacherOffice = "teacher-office";

    /// <summary>Reviews applications for dual qualification, votes on them, decides on objections, and lists what waits.</summary>
    public const string Panel = "panel";

    /// <summary>
    /// A learner, identified by the claim <c>person</c>. Sees their own things, applies, accepts, consents or refuses, and states that
    /// there is no guardian. Signs, accepts or refuses changes of a placement, and writes the logbook.
    /// </summary>
    public const string Learner = "learner";

    /// <summary>
    /// An enterprise's mentor of placed learners, identified by the claim <c>person</c>. Sees the placements that name them, and signs or
    /// returns the logbooks, also the weeks of a former post.
    /// </summary>
    public const string Mentor = "mentor";

    private static readonly string[] Institutions = [OrganisationKind.University, OrganisationKind.VocationalCollege,
        OrganisationKind.SecondarySchool];
    private static readonly string[] Enterprises = [OrganisationKind.Enterprise];
    private static readonly string[] Authorities = [OrganisationKind.Authority];

    /// <summary>
    /// The kinds of organisation for each role. The role has no effect in a token of another kind. A role without an entry belongs to every
    /// kind.
    /// </summary>
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
