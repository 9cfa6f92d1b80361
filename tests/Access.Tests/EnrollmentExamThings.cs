using System.Text.Json;
using Contracts.IndustryPartnership;
using static Contracts.Roles;

namespace Access.Tests;

/// <summary>From cohort to diploma: for each thing a college and a university of its own, since two institutions have one plan for a cohort.</summary>
public sealed partial class EnrollmentThings
{
    private const string ExamRows =
        """
        CompleteStage                 | bpc  | shougang-it | registrar 200, * 403                   | registrar 404, * 403                   | * 403
        StartLeave                    | bpc  | shougang-it | registrar 200, * 403                   | registrar 404, * 403                   | * 403
        EndLeave                      | bpc  | shougang-it | registrar 200, * 403                   | registrar 404, * 403                   | * 403
        TransferLearner               | ncut | shougang-it | registrar 200, * 403                   | registrar 404, * 403                   | * 403
        GraduateLearner               | ncut | shougang-it | registrar 200, * 403                   | registrar 404, * 403                   | * 403
        AwardAssociateDiploma         | bpc  | shougang-it | registrar 200, * 403                   | registrar 404, * 403                   | * 403
        ListDiplomas                  | bpc  | shougang-it | registrar 200+, learner 200+, * 403    | registrar 404, learner 404, * 403      | * 403
        ListDiplomas (receiving)      | ncut | shougang-it | registrar 200+, learner 404, * 403     | registrar 404, learner 404, * 403      | * 403
        ListCohorts                   | bpc  | shougang-it | registrar 200+, * 403                  | registrar 200-, * 403                  | * 403
        DraftTransferPlan             | bpc  | shougang-it | registrar 201, * 403                   | * 403                                  | * 403
        EditTransferPlan              | ncut | shougang-it | registrar 200, * 403                   | registrar 404, * 403                   | * 403
        ApproveTransferPlan           | ncut | shougang-it | registrar 200, * 403                   | registrar 404, * 403                   | * 403
        OpenRegistration              | bpc  | shougang-it | registrar 200, * 403                   | * 403                                  | * 403
        CloseRegistration             | ncut | shougang-it | registrar 200, * 403                   | * 403                                  | * 403
        PublishResults                | bpc  | shougang-it | registrar 200, * 403                   | * 403                                  | * 403
        OpenResit                     | bpc  | shougang-it | registrar 200, * 403                   | * 403                                  | * 403
        FinaliseTransferPlan          | ncut | shougang-it | registrar 200, * 403                   | * 403                                  | * 403
        ListTransferPlans (draft)     | bpc  | shougang-it | * 200+                                 | * 200-                                 | * 200-
        ListTransferPlans (agreed)    | bpc  | shougang-it | * 200+                                 | * 200+                                 | * 200+
        GetTransferPlan (draft)       | ncut | shougang-it | * 200                                  | * 404                                  | * 404
        GetTransferPlan (agreed)      | ncut | shougang-it | * 200                                  | * 200                                  | * 200
        RegisterCandidate             | bpc  | shougang-it | registrar 201, * 403                   | * 403                                  | * 403
        EnterMarks                    | ncut | shougang-it | registrar 200, * 403                   | registrar 404, * 403                   | * 403
        AppealResult                  | bpc  | shougang-it | registrar 200, learner 200, * 403      | registrar 404, learner 404, * 403      | * 403
        DecideAppeal                  | ncut | shougang-it | registrar 200, * 403                   | registrar 404, * 403                   | * 403
        ListCandidates                | bpc  | shougang-it | registrar 200+, learner 200+, * 403    | registrar 200-, learner 200-, * 403    | * 403
        GetCandidate                  | bpc  | shougang-it | registrar 200, learner 200, * 403      | registrar 404, learner 404, * 403      | * 403
        GetCandidate (receiving)      | ncut | shougang-it | registrar 200, learner 404, * 403      | registrar 404, learner 404, * 403      | * 403
        TransferPassRate              | bpc  | shougang-it | * 200                                  | * 200                                  | * 200
        """;

    private Dictionary<string, Func<Task<Thing>>> ExamRecipes => new()
    {
        ["CompleteStage"] = () => ForPairAsync(async pair => OfCollege(pair, new { stage = 1, completedOn = "2023-09-01" }, await EnrolAsync(pair))),
        ["StartLeave"] = () => ForPairAsync(async pair => OfCollege(pair, new { reason = "Illness.", from = Day }, await EnrolAsync(pair))),
        ["EndLeave"] = async () =>
        {
            var pair = await PairAsync();
            var learner = await EnrolAsync(pair);
            await DoAsync(pair.College, Registrar, $"/learners/{learner}/leave", new { reason = "Illness.", from = Day });
            return OfCollege(pair, new { on = Day }, learner);
        },
        ["TransferLearner"] = async () =>
        {
            var (pair, _, learner) = await FinalAsync();
            return OfUniversity(pair, new { transferredOn = Day }, learner);
        },
        ["GraduateLearner"] = async () =>
        {
            var (pair, _, learner) = await FinalAsync();
            await DoAsync(pair.University, Registrar, $"/learners/{learner}/transfer", new { transferredOn = "2024-09-01" });
            return OfUniversity(pair, new { graduatedOn = Day }, learner);
        },
        ["AwardAssociateDiploma"] = () => ForPairAsync(async pair => OfCollege(pair, new { reason = "declined", awardedOn = Day }, await ReadyAsync(pair))),
        ["ListDiplomas"] = async () =>
        {
            var (pair, learner) = await DiplomaAsync();
            return OfCollege(pair, null, learner) with { Listed = "associate" };
        },
        ["ListDiplomas (receiving)"] = async () =>
        {
            var (pair, learner) = await DiplomaAsync();
            return OfUniversity(pair, null, learner) with { Listed = "associate" };
        },
        ["ListCohorts"] = async () =>
        {
            var pair = await PairAsync();
            await EnrolAsync(pair);
            return new Thing { Own = pair.College, Listed = pair.Articulation };
        },
        ["DraftTransferPlan"] = () => ForPairAsync(pair => Made(OfCollege(pair, Plan(pair)))),
        ["EditTransferPlan"] = () => ForPairAsync(async pair => OfUniversity(pair, Exam(pair), Id(await PlanAsync(pair))) with { Version = 1 }),
        ["ApproveTransferPlan"] = async () =>
        {
            var pair = await PairAsync();
            var plan = await PlanAsync(pair);
            return OfUniversity(pair, new { textHash = plan.GetProperty("textHash").GetString() }, Id(plan));
        },
        ["OpenRegistration"] = () => ForPairAsync(async pair => OfCollege(pair, null, await AgreedAsync(pair))),
        ["CloseRegistration"] = () => ForPairAsync(async pair => OfUniversity(pair, null, await OpenAsync(pair))),
        ["PublishResults"] = async () =>
        {
            var (pair, plan, _) = await MarkedAsync(70);
            return OfCollege(pair, new { resultsHash = await ResultsHashAsync(pair, plan), publishedOn = Day }, plan);
        },
        ["OpenResit"] = async () =>
        {
            var (pair, plan, _) = await PublishedAsync(40);
            return OfCollege(pair, null, plan);
        },
        ["FinaliseTransferPlan"] = async () =>
        {
            var (pair, plan, _) = await PublishedAsync(70);
            return OfUniversity(pair, null, plan);
        },
        ["ListTransferPlans (draft)"] = () => ForPairAsync(async pair => new Thing { Own = pair.College, Listed = Id(await PlanAsync(pair)) }),
        ["ListTransferPlans (agreed)"] = () => ForPairAsync(async pair => new Thing { Own = pair.College, Listed = await AgreedAsync(pair) }),
        ["GetTransferPlan (draft)"] = () => ForPairAsync(async pair => OfUniversity(pair, null, Id(await PlanAsync(pair)))),
        ["GetTransferPlan (agreed)"] = () => ForPairAsync(async pair => OfUniversity(pair, null, await AgreedAsync(pair))),
        ["RegisterCandidate"] = () => ForPairAsync(async pair => OfCollege(pair, new { learnerId = await ReadyAsync(pair) }, await OpenAsync(pair))),
        ["EnterMarks"] = async () =>
        {
            var (pair, plan, learner) = await ClosedAsync();
            return OfUniversity(pair, Marks(70), plan, learner) with { Version = 1 };
        },
        ["AppealResult"] = async () =>
        {
            var (pair, plan, learner) = await PublishedAsync(40, $"{Day:O}");
            return OfCollege(pair, new { grounds = "A page was not marked." }, plan, learner);
        },
        ["DecideAppeal"] = async () =>
        {
            var (pair, plan, learner) = await PublishedAsync(40, $"{Day:O}");
            await DoAsync(pair.College, Registrar, $"/transfer-plans/{plan}/candidates/{learner}/appeal", new { grounds = "A page was not marked." });
            return OfUniversity(pair, new { marks = MarkList(70), bonus = 1, decidedOn = Day }, plan, learner);
        },
        ["ListCandidates"] = async () =>
        {
            var (pair, plan, learner) = await PublishedAsync(40);
            return OfCollege(pair, null, plan) with { Listed = learner };
        },
        ["GetCandidate"] = async () =>
        {
            var (pair, plan, learner) = await PublishedAsync(40);
            return OfCollege(pair, null, plan, learner);
        },
        ["GetCandidate (receiving)"] = async () =>
        {
            var (pair, plan, learner) = await PublishedAsync(40);
            return OfUniversity(pair, null, plan, learner);
        },
        ["TransferPassRate"] = () => Made(new Thing { Query = "?fromInstitution=bpc&toInstitution=ncut&cohort=2021" }),
    };

    private sealed record Institutions(string College, string University, string Articulation);

    private async Task<Thing> ForPairAsync(Func<Institutions, Task<Thing>> make) => await make(await PairAsync());

    private static Thing OfCollege(Institutions pair, object? body, params string[] ids) => new(ids) { Own = pair.College, Body = body };

    private static Thing OfUniversity(Institutions pair, object? body, params string[] ids) => new(ids) { Own = pair.University, Body = body };

    private async Task<Institutions> PairAsync()
    {
        var (college, university) = ($"college-{Next()}", $"university-{Next()}");
        foreach (var (code, kind) in new[] { (college, OrganisationKind.VocationalCollege), (university, OrganisationKind.University) })
        {
            await App.DeliverAsync(new OrganisationVerifiedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Organisation = new() { Code = code, Name = code, Kind = kind, State = "verified", Units = [], Version = 1 } });
        }
        var own = agreement with { Id = Guid.NewGuid(), Parties = [college, university] };
        await App.DeliverAsync(new AgreementActivatedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Agreement = own });
        var draft = await DoAsync(college, Registrar, "/articulations", new
        {
            pathway = "2+3+2",
            fromInstitution = college,
            fromMajor = "530701",
            fromMajorName = "E-Commerce",
            toInstitution = university,
            toMajor = "120201K",
            toMajorName = "Business Administration",
            internshipCredits = 60,
        });
        await DoAsync(college, Registrar, $"/articulations/{Id(draft)}/activation", new { agreementId = own.Id });
        return new Institutions(college, university, Id(draft));
    }

    private async Task<string> EnrolAsync(Institutions pair) => Id(await DoAsync(pair.College, Registrar, "/learners", new
    {
        studentNumber = $"S{Next()}",
        birthDate = "2003-05-01",
        cohort = 2019,
        fromMajor = "530701",
        toInstitution = pair.University,
        toMajor = "120201K",
        person = Person,
        enrolledOn = "2019-09-01",
    }));

    private async Task<string> ReadyAsync(Institutions pair)
    {
        var learner = await EnrolAsync(pair);
        await DoAsync(pair.College, Registrar, $"/learners/{learner}/stage-completion", new { stage = 1, completedOn = "2021-07-01" });
        await DoAsync(pair.College, Registrar, $"/learners/{learner}/stage-completion", new { stage = 2, completedOn = "2024-07-01" });
        return learner;
    }

    private async Task<(Institutions Pair, string Learner)> DiplomaAsync()
    {
        var pair = await PairAsync();
        var learner = await ReadyAsync(pair);
        await DoAsync(pair.College, Registrar, $"/learners/{learner}/associate-diploma", new { reason = "declined" });
        return (pair, learner);
    }

    private static object Exam(Institutions pair) => new
    {
        components = new[] { new { code = "course", name = "Course", weight = 0.4 }, new { code = "work", name = "Regular work", weight = 0.6 } },
        bonusMax = 10,
        passMark = 60,
        resits = 1,
        absence = "fails",
        gateCredits = 0,
        appealDays = 15,
        examinedBy = pair.University,
        tieBreak = new[] { "work" },
        places = new[] { new { articulationId = pair.Articulation, places = 30 } },
    };

    private static object Plan(Institutions pair) => new { fromInstitution = pair.College, toInstitution = pair.University, cohort = 2019, exam = Exam(pair) };

    private Task<JsonElement> PlanAsync(Institutions pair) => DoAsync(pair.College, Registrar, "/transfer-plans", Plan(pair));

    private async Task<string> AgreedAsync(Institutions pair)
    {
        var plan = await PlanAsync(pair);
        foreach (var org in new[] { pair.College, pair.University }) await DoAsync(org, Registrar, $"/transfer-plans/{Id(plan)}/approvals", new { textHash = plan.GetProperty("textHash").GetString() });
        return Id(plan);
    }

    private async Task<string> OpenAsync(Institutions pair) => Id(await DoAsync(pair.College, Registrar, $"/transfer-plans/{await AgreedAsync(pair)}/opening"));

    private async Task<(Institutions Pair, string Plan, string Learner)> ClosedAsync()
    {
        var pair = await PairAsync();
        var (plan, learner) = (await OpenAsync(pair), await ReadyAsync(pair));
        await DoAsync(pair.College, Registrar, $"/transfer-plans/{plan}/candidates", new { learnerId = learner });
        await DoAsync(pair.College, Registrar, $"/transfer-plans/{plan}/closing");
        return (pair, plan, learner);
    }

    private static object MarkList(int mark) => new[] { new { component = "course", mark }, new { component = "work", mark } };

    private static object Marks(int mark) => new { marks = MarkList(mark), bonus = 1.5 };

    private async Task<(Institutions Pair, string Plan, string Learner)> MarkedAsync(int mark)
    {
        var (pair, plan, learner) = await ClosedAsync();
        await PutAsync(pair.University, Registrar, $"/transfer-plans/{plan}/candidates/{learner}/marks", Marks(mark), 1);
        return (pair, plan, learner);
    }

    private async Task<string> ResultsHashAsync(Institutions pair, string plan)
    {
        var reply = await SendAsync(new Request("GET", $"/{Service}/v1/transfer-plans/{plan}") { Token = Token(pair.College, Registrar, person: null) });
        return JsonSerializer.Deserialize<JsonElement>(reply.Body).GetProperty("resultsHash").GetString()!;
    }

    private async Task<(Institutions Pair, string Plan, string Learner)> PublishedAsync(int mark, string publishedOn = "2024-08-01")
    {
        var (pair, plan, learner) = await MarkedAsync(mark);
        foreach (var org in new[] { pair.College, pair.University }) await DoAsync(org, Registrar, $"/transfer-plans/{plan}/publications", new { publishedOn });
        return (pair, plan, learner);
    }

    private async Task<(Institutions Pair, string Plan, string Learner)> FinalAsync()
    {
        var (pair, plan, learner) = await PublishedAsync(70);
        foreach (var org in new[] { pair.College, pair.University }) await DoAsync(org, Registrar, $"/transfer-plans/{plan}/finalisation");
        return (pair, plan, learner);
    }
}
