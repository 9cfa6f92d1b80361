using System.Text.Json;
using System.Text.Json.Nodes;
using VocationalPlatform.Client.Enrollment;
using VocationalPlatform.Client.FacultyCertification;
using VocationalPlatform.Client.IndustryPartnership;

namespace AllInOne;

/// <summary>The paper's cooperation (<c>sample/</c>): its names as they are; what it does not give is generated from a seed, and
/// illustrative.</summary>
internal sealed record Sample(
    IReadOnlyList<Sample.Organisation> Organisations, Sample.Cooperated Cooperation, Sample.Illustrated Illustrative)
{
    public sealed record Organisation(string Code, string Kind, string Name, string NameZh, IReadOnlyList<Unit> Units);

    public sealed record Unit(string Code, string Name);

    public sealed record Agreement(
        string Title, string Kind, IReadOnlyList<string> Measures, IReadOnlyList<string> Parties, string Terms, DateOnly ValidFrom,
        DateOnly ValidUntil);

    public sealed record Articulation(string FromMajor, string From, string ToMajor, string To);

    public sealed record Community(string Name, string Field, string Purpose, IReadOnlyList<string> Leads, IReadOnlyList<string> Measures);

    public sealed record Cooperated(
        IReadOnlyList<Agreement> Agreements, Community Consortium, string Pathway, string FromInstitution, string ToInstitution,
        IReadOnlyList<Articulation> Articulations);

    // The person is the first of them, as in the tokens of the local issuer.
    public sealed record Teachers(string Institution, int InScope, int Certified, DateOnly EmployedFrom, string Person);

    public sealed record Learner(string StudentNumber, string Person, int Cohort, string FromMajor, string ToMajor);

    public sealed record StaffCount(int Staff, string? PostKind = null);

    public sealed record Slot(string Title, string PostKind, int Capacity, IReadOnlyList<string> Majors);

    /// <param name="Weeks">Of how many weeks the logbook tells, from the first on.</param>
    /// <param name="Grade">The grade that the institution gives.</param>
    public sealed record Result(int Weeks, string Grade);

    public sealed record Refused(string FromMajor, string ToMajor);

    public sealed record Pair(string Pathway, string FromInstitution, string FromMajor, string From, string ToMajor, string To);

    public sealed record PracticeSite(
        string Name, IReadOnlyList<string> Parties, string Field, IReadOnlyList<string> Skills, int Capacity, DateOnly ValidFrom,
        DateOnly ValidUntil, IReadOnlyList<string> Measures);

    /// <param name="StaffNumber">The teacher who practises at the base.</param>
    /// <param name="Days">On how many days.</param>
    public sealed record Practised(string StaffNumber, int Days);

    public sealed record Project(
        string Title, string Description, IReadOnlyList<string> Parties, DateOnly StartsOn, DateOnly EndsOn,
        IReadOnlyList<ProposeProjectMilestoneRequest> Milestones, IReadOnlyList<string> Measures);

    public sealed record Period(DateOnly From, DateOnly Until);

    /// <param name="Base">Where the teachers practised, approved from its first day on.</param>
    /// <param name="Method">What the method says.</param>
    /// <param name="MethodSince">The first day on which the method is in force.</param>
    /// <param name="PracticeDays">How long each practised.</param>
    /// <param name="PracticeBeforeApproval">When one practised who is refused: the base was not approved yet.</param>
    public sealed record Recognised(
        ProposeBaseRequest Base, DraftMethodRequest Method, DateOnly MethodSince, int PracticeDays, Period PracticeBeforeApproval);

    /// <summary>A teacher of another institution than those whom the ratio counts. The panel's members come from
    /// <c>PanelFrom</c>, and <c>Objector</c> objects during the notice.</summary>
    public sealed record CertifiedOne(
        string Institution, string StaffNumber, string Unit, string PanelFrom, string Objector, DraftMethodRequest Method);

    /// <summary>What its owner shares with one partner, and <c>ThirdParty</c> does not see.</summary>
    public sealed record SharedWithOne(string Owner, string ThirdParty, AddResourceRequest Resource);

    /// <param name="StudentNumber">The number at the college.</param>
    /// <param name="Sittings">The marks at each sitting of the transfer exam, in the order of its components; null for absence.</param>
    /// <param name="Person">As in the learner's tokens, where there are any.</param>
    public sealed record CohortLearner(string StudentNumber, IReadOnlyList<IReadOnlyList<decimal>?> Sittings, string? Person = null);

    public sealed record Days(
        DateOnly Enrolled, DateOnly FirstStageCompleted, DateOnly SlotsOpened, DateOnly InternshipFrom, DateOnly InternshipUntil,
        DateOnly PlanAgreed, DateOnly RegistrationClosed,
        DateOnly Published, DateOnly SecondStageCompleted, DateOnly Resit, DateOnly ResitPublished, DateOnly ResultsFinal,
        DateOnly Transferred, DateOnly Graduated);

    /// <param name="Year">The year in which it began.</param>
    /// <param name="FromMajor">The vocational major.</param>
    /// <param name="ToMajor">The undergraduate major.</param>
    /// <param name="Learners">The first of them is the one whose internship is followed.</param>
    /// <param name="Exam">What the institutions agree on, but for the places.</param>
    /// <param name="Places">How many may transfer.</param>
    /// <param name="SlotOverHeadcount">Refused as it is, and opened with the largest capacity that passes.</param>
    /// <param name="SlotBeside">Opened before it, for the same time.</param>
    /// <param name="SlotTooMany">Approved, and never opened: the staff allows no more interns.</param>
    /// <param name="Days">When what happens.</param>
    public sealed record Followed(
        int Year, string FromMajor, string ToMajor, IReadOnlyList<CohortLearner> Learners, TransferExam Exam, int Places,
        Slot SlotOverHeadcount, Slot SlotBeside, Slot SlotTooMany, Days Days);

    /// <summary>Slots state <c>SlotTerms</c> for the rules on internships, as the API takes it, but for the days; one states
    /// <c>UnlawfulTerms</c> at first, which five rules refuse.</summary>
    public sealed record Credited(
        string Reason, IReadOnlyList<DefineModuleRequest> Modules, MappingTerms Terms, IReadOnlyList<DefineXCertificateTypeRequest> Types,
        IReadOnlyList<RecordXCertificateRequest> Certificates);

    public sealed record Illustrated(
        int Seed, Teachers Teachers, int InternshipCredits, Learner Learner, string Enterprise, IReadOnlyList<StaffCount> Staff,
            DateOnly StaffSince, JsonObject SlotTerms, string InstitutionAttests, JsonObject UnlawfulTerms,
            AgreementClauses AgreementClauses, string ScanHash,
        IReadOnlyList<Slot> Slots, PracticeSite PracticeBase, Practised Practice, IReadOnlyList<Project> Projects, Recognised Recognition,
        CertifiedOne CertifiedTeacher, SharedWithOne SharedResource, Followed Cohort, Result Placement, Credited Credited,
        Refused Refused, IReadOnlyList<Organisation> Organisations, Pair WithoutAgreement);

    /// <summary>The paper's, and those that only illustrate.</summary>
    public IEnumerable<Organisation> AllOrganisations => Organisations.Concat(Illustrative.Organisations);

    private sealed record OrganisationsFile(IReadOnlyList<Organisation> Organisations);

    public static Sample Read() =>
        new(
            Read<OrganisationsFile>("organisations.json").Organisations,
            Read<Cooperated>("cooperation.json"),
            Read<Illustrated>("illustrative.json"));

    private static T Read<T>(string file)
    {
        using var json = typeof(Sample).Assembly.GetManifestResourceStream(file)!;
        return JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web)!;
    }
}
