using Contracts.IndustryPartnership;
using Enrollment;
using VocationalPlatform.Client.Enrollment;
using static Contracts.Roles;

namespace Access.Tests;

[CollectionDefinition(EnrollmentService.Name)]
public sealed class EnrollmentCollection : ICollectionFixture<EnrollmentThings>;

/// <summary>Enrollment: BPC continues with NCUT; Shougang Institute of Technology is the third institution.</summary>
public sealed partial class EnrollmentThings() : Things(
    EnrollmentService.Name, "enrollment", builder => builder.AddEnrollment(), app => app.MapEnrollment())
{
    public static readonly Table Answers = Table.Parse(
        """
        ListParkedMessages                   | bpc         | shougang-it | ops 200+, * 403 | ops 200+, * 403 | ops 200+, * 403
        GetParkedMessage                     | bpc         | shougang-it | ops 200, * 403 | ops 200, * 403 | ops 200, * 403
        ReplayParkedMessage                  | bpc         | shougang-it | ops 200, * 403 | ops 200, * 403 | ops 200, * 403
        DiscardParkedMessage                 | bpc         | shougang-it | ops 200, * 403 | ops 200, * 403 | ops 200, * 403
        ListChanges                          | bpc         | bjedu
            | org-admin 200, signatory 200, coordinator 200, registrar 200, teacher-office 200, panel 200, * 403
            | authority 200, org-admin 200, signatory 200, * 403 | * 403
        ListChanges (enterprise)             | dji         | bjedu
            | internship-manager 200, org-admin 200, signatory 200, * 403 | authority 200, org-admin 200, signatory 200, * 403 | * 403
        StartImport                          | bpc         | shougang-it | registrar 202, * 403 | registrar 202, * 403 | * 403
        ListImports                          | bpc         | shougang-it | registrar 200+, * 403 | registrar 200-, * 403 | * 403
        GetImport                            | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        GetImportReport                      | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        CancelImport                         | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        DefinePathway                        | bpc         | bjedu       | registrar 201, * 403 | authority 201, * 403 | * 403
        ListPathways                         | bpc         | shougang-it | * 200+ | * 200+ | * 200+
        GetPathway                           | bpc         | shougang-it | * 200 | * 200 | * 200
        DraftArticulation                    | bpc         | shougang-it | registrar 201, * 403 | * 403 | * 403
        DraftArticulation (receiving)        | ncut        | dji         | registrar 201, * 403 | * 403 | * 403
        ListArticulations (draft)            | bpc         | shougang-it | * 200+ | * 200- | * 200-
        ListArticulations (active)           | bpc         | shougang-it | * 200+ | * 200+ | * 200+
        GetArticulation (draft)              | ncut        | shougang-it | * 200 | * 404 | * 404
        GetArticulation (active)             | ncut        | shougang-it | * 200 | * 200 | * 200
        EditArticulation                     | ncut        | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        ActivateArticulation                 | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        ActivateArticulation (closed)        | ncut        | shougang-it | registrar 200, * 403 | * 403 | * 403
        CloseArticulation                    | ncut        | shougang-it | registrar 200, * 403 | * 403 | * 403
        EnrollLearner                        | bpc         | shougang-it | registrar 201, * 403 | registrar 422, * 403 | * 403
        EnrollLearner (receiving)            | bpc         | ncut        | registrar 201, * 403 | registrar 422, * 403 | * 403
        ListLearners                         | bpc         | shougang-it | registrar 200+, learner 200+, * 403
            | registrar 200-, learner 200-, * 403 | * 403
        ListLearners (receiving)             | ncut        | dji         | registrar 200+, learner 200-, * 403 | * 403 | * 403
        GetLearner                           | bpc         | shougang-it | registrar 200, learner 200, * 403
            | registrar 404, learner 404, * 403 | * 403
        GetLearner (receiving)               | ncut        | dji         | registrar 200, learner 404, * 403 | * 403 | * 403
        ListCredits                          | bpc         | shougang-it | registrar 200+, learner 200+, * 403
            | registrar 404, learner 404, * 403 | * 403
        ListCredits (receiving)              | ncut        | dji         | registrar 200+, learner 404, * 403 | * 403 | * 403
        WithdrawLearner                      | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        WithdrawLearner (receiving)          | bpc         | ncut        | registrar 200, * 403 | * 403 | * 403

        """ + WebhookRows + LifeRows + CurriculumRows + CreditRows + ExamRows + "\n" + OutcomeRows);

    private readonly AgreementV1 agreement = new()
    {
        Id = Guid.NewGuid(),
        Title = "Cooperation",
        Kind = AgreementKind.Articulation,
        Parties = ["bpc", "ncut"],
        State = "active",
        TextHash = new string('a', 64),
        ValidFrom = new DateOnly(2026, 1, 1),
        ValidUntil = new DateOnly(2030, 12, 31),
        Version = 1,
    };

    private Articulation active = null!;

    public override Table Table => Answers;

    protected override object Unreadable { get; } = new OrganisationVerifiedV1
    {
        OccurredAt = DateTimeOffset.UnixEpoch,
        Organisation = null!,
    };

    private IEnumerable<KeyValuePair<string, Func<Task<Thing>>>> OtherRecipes =>
        FurtherRecipes.Concat(LifeRecipes).Concat(CurriculumRecipes).Concat(CreditRecipes);

    protected override void AddImports(Dictionary<string, Func<Task<Thing>>> own) =>
        AddImports(own, "learners", "bpc", Registrar, "studentNumber,birthDate,cohort,fromMajor,toInstitution,toMajor");

    protected override IReadOnlyDictionary<string, Func<Task<Thing>>> Recipes => With(new(OtherRecipes)
    {
        ["DefinePathway"] = () => Made(new Thing
        {
            Body = new
            {
                code = $"P{Next()}",
                stages = new[]
        {
            new { name = "Higher vocational", years = 3, taughtBy = "from" },
            new { name = "Undergraduate", years = 2, taughtBy = "to" },
        }
            }
        }),
        ["ListPathways"] = () => Made(new Thing { Listed = "2+3+2" }),
        ["GetPathway"] = () => Made(new Thing("2+3+2")),
        ["DraftArticulation"] = () => Made(new Thing { Body = Draft() }),
        ["ListArticulations (draft)"] = async () => new Thing { Listed = $"{(await DraftAsync()).Id}" },
        ["ListArticulations (active)"] = () => Made(new Thing { Listed = $"{active.Id}" }),
        ["GetArticulation (draft)"] = async () => new Thing((await DraftAsync()).Id),
        ["GetArticulation (active)"] = () => Made(new Thing(active.Id)),
        ["EditArticulation"] = async () => new Thing((await DraftAsync()).Id)
        {
            Version = 1,
            Body = new
            {
                pathway = "3+4",
                fromMajorName = "E-Commerce",
                toMajorName = "Business Administration",
                internshipCredits = 30,
            },
        },
        ["ActivateArticulation"] = async () => new Thing((await DraftAsync()).Id) { Body = new { agreementId = agreement.Id } },
        ["ActivateArticulation (closed)"] = async () =>
        {
            var closed = await ActiveAsync();
            await By("bpc").CloseArticulationAsync(closed.Id, new() { Reason = "No places this year." });
            return new Thing(closed.Id) { Body = new { agreementId = agreement.Id } };
        },
        ["CloseArticulation"] = async () => new Thing((await ActiveAsync()).Id) { Body = new { reason = "No places this year." } },
        ["EnrollLearner"] = () => Made(new Thing { Body = Enrolment() }),
        ["ListLearners"] = async () => new Thing { Listed = $"{(await EnrolAsync()).Id}" },
        ["GetLearner"] = async () => new Thing((await EnrolAsync()).Id),
        ["ListCredits"] = CreditAsync,
        ["WithdrawLearner"] = async () => new Thing((await EnrolAsync()).Id) { Body = new { reason = "Moved away.", effectiveOn = Day } },
    });

    protected override async Task SetUpAsync()
    {
        await DeliverOrganisationsAsync();
        await App.DeliverAsync(new AgreementActivatedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Agreement = agreement });
        active = await ActiveAsync();
        foreach (var code in new[] { "internship-1", "network-1", "A", "B" }) await NamedModuleAsync("bpc", code);
        await NamedModuleAsync("ncut", "N1");
    }

    private Task NamedModuleAsync(string org, string code) => By(org).DefineModuleAsync(
        new() { Code = code, Terms = new() { Name = code, Hours = 48, Credits = 30, Kind = "theory" } });

    private static Task<Thing> Made(Thing thing) => Task.FromResult(thing);

    private EnrollmentClient By(string org) => new(As(org, Registrar));

    private DraftArticulationRequest Draft() => new()
    {
        Pathway = "2+3+2",
        FromInstitution = "bpc",
        FromMajor = $"53{Next():0000}",
        FromMajorName = "E-Commerce",
        ToInstitution = "ncut",
        ToMajor = "120201K",
        ToMajorName = "Business Administration",
        InternshipCredits = 60,
    };

    private Task<Articulation> DraftAsync() => By("bpc").DraftArticulationAsync(Draft());

    private async Task<Articulation> ActiveAsync() =>
        await By("bpc").ActivateArticulationAsync((await DraftAsync()).Id, new() { AgreementId = agreement.Id });

    private EnrollLearnerRequest Enrolment() => new()
    {
        StudentNumber = $"S{Next()}",
        BirthDate = new(2010, 5, 1),
        Cohort = 2026,
        FromMajor = active.FromMajor,
        ToInstitution = "ncut",
        ToMajor = "120201K",
        Person = Person,
    };

    private Task<Learner> EnrolAsync() => By("bpc").EnrollLearnerAsync(Enrolment());

    private async Task<Thing> CreditAsync()
    {
        var (learner, placement) = (await EnrolAsync(), Guid.NewGuid());
        await App.DeliverAsync(Completed(learner.Id, placement));
        return new Thing(learner.Id) { Listed = placement.ToString() };
    }

    private static PlacementCompletedV1 Completed(Guid learner, Guid placement) => new()
    {
        OccurredAt = DateTimeOffset.UnixEpoch,
        Placement = new()
        {
            Id = placement,
            SlotId = Guid.NewGuid(),
            LearnerId = learner,
            Institution = "bpc",
            Enterprise = "dji",
            StartsOn = new DateOnly(2026, 2, 1),
            EndsOn = new DateOnly(2026, 7, 31),
            State = "completed",
            Hours = 960,
            Grade = Grade.Good,
            Version = 2,
        },
    };
}
