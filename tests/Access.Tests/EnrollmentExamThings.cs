using Contracts.IndustryPartnership;
using VocationalPlatform.Client.Enrollment;

namespace Access.Tests;

/// <summary>From cohort to diploma: for each thing a college and a university of its own, since two institutions have one plan for a
/// cohort.</summary>
public sealed partial class EnrollmentThings
{
    private const string ExamRows =
        """
        CompleteStage                        | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        StartLeave                           | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        EndLeave                             | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        TransferLearner                      | ncut        | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        GraduateLearner                      | ncut        | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        AwardAssociateDiploma                | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        CorrectDiploma                       | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        ListDiplomas                         | bpc         | shougang-it | registrar 200+, learner 200+, * 403
            | registrar 404, learner 404, * 403 | * 403
        ListDiplomas (receiving)             | ncut        | shougang-it | registrar 200+, learner 404, * 403
            | registrar 404, learner 404, * 403 | * 403
        ListCohorts                          | bpc         | shougang-it | registrar 200+, * 403 | registrar 200-, * 403 | * 403
        DraftTransferPlan                    | bpc         | shougang-it | registrar 201, * 403 | * 403 | * 403
        EditTransferPlan                     | ncut        | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        ApproveTransferPlan                  | ncut        | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        ReviseTransferPlan                   | ncut        | shougang-it | registrar 200, * 403 | * 403 | * 403
        OpenRegistration                     | bpc         | shougang-it | registrar 200, * 403 | * 403 | * 403
        CloseRegistration                    | ncut        | shougang-it | registrar 200, * 403 | * 403 | * 403
        PublishResults                       | bpc         | shougang-it | registrar 200, * 403 | * 403 | * 403
        OpenResit                            | bpc         | shougang-it | registrar 200, * 403 | * 403 | * 403
        FinaliseTransferPlan                 | ncut        | shougang-it | registrar 200, * 403 | * 403 | * 403
        ListTransferPlans (draft)            | bpc         | shougang-it | * 200+ | * 200- | * 200-
        ListTransferPlans (agreed)           | bpc         | shougang-it | * 200+ | * 200+ | * 200+
        GetTransferPlan (draft)              | ncut        | shougang-it | * 200 | * 404 | * 404
        GetTransferPlan (agreed)             | ncut        | shougang-it | * 200 | * 200 | * 200
        RegisterCandidate                    | bpc         | shougang-it | registrar 201, * 403 | * 403 | * 403
        WithdrawCandidate                    | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        EnterMarks                           | ncut        | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        CorrectMarks                         | ncut        | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        AppealResult                         | bpc         | shougang-it | registrar 200, learner 200, * 403
            | registrar 404, learner 404, * 403 | * 403
        DecideAppeal                         | ncut        | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        ListCandidates                       | bpc         | shougang-it | registrar 200+, learner 200+, * 403
            | registrar 200-, learner 200-, * 403 | * 403
        GetCandidate                         | bpc         | shougang-it | registrar 200, learner 200, * 403
            | registrar 404, learner 404, * 403 | * 403
        GetCandidate (receiving)             | ncut        | shougang-it | registrar 200, learner 404, * 403
            | registrar 404, learner 404, * 403 | * 403
        TransferPassRate                     | bpc         | shougang-it
            | org-admin 200, signatory 200, coordinator 200, registrar 200, teacher-office 200, panel 200, * 403 | * 403 | * 403
        TransferPassRate (authority)         | bjedu       | shougang-it | authority 200, * 403 | * 403 | * 403
        """;

    private Dictionary<string, Func<Task<Thing>>> ExamRecipes => new()
    {
        ["CompleteStage"] = () => ForPairAsync(
            async pair => OfCollege(pair, new { stage = 1, completedOn = "2023-09-01" }, await EnrolAsync(pair))),
        ["StartLeave"] = () => ForPairAsync(async pair => OfCollege(pair, new { reason = "Illness.", from = Day }, await EnrolAsync(pair))),
        ["EndLeave"] = async () =>
        {
            var pair = await PairAsync();
            var learner = await EnrolAsync(pair);
            await By(pair.College).StartLeaveAsync(learner, new() { Reason = "Illness.", From = Day });
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
            await By(pair.University).TransferLearnerAsync(learner, new() { TransferredOn = new(2024, 9, 1) });
            return OfUniversity(pair, new { graduatedOn = Day }, learner);
        },
        ["AwardAssociateDiploma"] = () => ForPairAsync(
            async pair => OfCollege(pair, new { reason = "declined", awardedOn = Day }, await ReadyAsync(pair))),
        ["CorrectDiploma"] = async () =>
        {
            var (pair, learner) = await DiplomaAsync();
            var diploma = (await By(pair.College).ListDiplomasAsync(learner)).Items.Single();
            return OfCollege(pair, new { awardedOn = Day.AddDays(-1), reason = "A typo." }, learner, diploma.Id);
        },
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
            return new Thing { Own = pair.College, Listed = $"{pair.Articulation}" };
        },
        ["DraftTransferPlan"] = () => ForPairAsync(pair => Made(OfCollege(pair, Plan(pair)))),
        ["EditTransferPlan"] = () => ForPairAsync(async pair =>
            OfUniversity(pair, Exam(pair), (await PlanAsync(pair)).Id) with { Version = 1 }),
        ["ApproveTransferPlan"] = async () =>
        {
            var pair = await PairAsync();
            var plan = await PlanAsync(pair);
            return OfUniversity(pair, new { textHash = plan.TextHash }, plan.Id);
        },
        ["ReviseTransferPlan"] = () => ForPairAsync(async pair =>
            OfUniversity(pair, new { reason = "The pass mark was mistyped." }, await AgreedAsync(pair))),
        ["OpenRegistration"] = () => ForPairAsync(async pair => OfCollege(pair, null, await AgreedAsync(pair))),
        ["CloseRegistration"] = () => ForPairAsync(async pair => OfUniversity(pair, null, await OpenAsync(pair))),
        ["PublishResults"] = async () =>
        {
            var (pair, plan, _) = await MarkedAsync(70);
            var marked = await By(pair.College).GetTransferPlanAsync(plan);
            return OfCollege(pair, new { resultsHash = marked.ResultsHash, publishedOn = Day }, plan);
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
        ["ListTransferPlans (draft)"] = () => ForPairAsync(async pair =>
            new Thing { Own = pair.College, Listed = $"{(await PlanAsync(pair)).Id}" }),
        ["ListTransferPlans (agreed)"] = () => ForPairAsync(async pair =>
            new Thing { Own = pair.College, Listed = $"{await AgreedAsync(pair)}" }),
        ["GetTransferPlan (draft)"] = () => ForPairAsync(async pair => OfUniversity(pair, null, (await PlanAsync(pair)).Id)),
        ["GetTransferPlan (agreed)"] = () => ForPairAsync(async pair => OfUniversity(pair, null, await AgreedAsync(pair))),
        ["RegisterCandidate"] = () => ForPairAsync(
            async pair => OfCollege(pair, new { learnerId = await ReadyAsync(pair) }, await OpenAsync(pair))),
        ["WithdrawCandidate"] = async () =>
        {
            var (pair, plan, learner) = await ClosedAsync();
            return OfCollege(pair, new { reason = "Of another learner." }, plan, learner);
        },
        ["EnterMarks"] = async () =>
        {
            var (pair, plan, learner) = await ClosedAsync();
            return OfUniversity(pair, Marks(70), plan, learner) with { Version = 1 };
        },
        ["CorrectMarks"] = async () =>
        {
            var (pair, plan, learner) = await PublishedAsync(40);
            var right = new CorrectMarksRequest { Reason = "Mistyped.", Marks = MarkList(70), Bonus = 1, Sitting = 1 };
            return OfUniversity(pair, right, plan, learner);
        },
        ["AppealResult"] = async () =>
        {
            var (pair, plan, learner) = await PublishedAsync(40, Day);
            return OfCollege(pair, new { grounds = "A page was not marked." }, plan, learner);
        },
        ["DecideAppeal"] = async () =>
        {
            var (pair, plan, learner) = await PublishedAsync(40, Day);
            await By(pair.College).AppealResultAsync(plan, learner, new() { Grounds = "A page was not marked." });
            var decision = new DecideAppealRequest { Decision = "marks-changed", Marks = MarkList(70), Bonus = 1, DecidedOn = Day };
            return OfUniversity(pair, decision, plan, learner);
        },
        ["ListCandidates"] = async () =>
        {
            var (pair, plan, learner) = await PublishedAsync(40);
            return OfCollege(pair, null, plan) with { Listed = $"{learner}" };
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
        ["TransferPassRate (authority)"] = () => Made(new Thing { Query = "?fromInstitution=bpc&toInstitution=ncut&cohort=2021" }),
    };

    private sealed record Institutions(string College, string University, Guid Articulation);

    private async Task<Thing> ForPairAsync(Func<Institutions, Task<Thing>> make) => await make(await PairAsync());

    private static Thing OfCollege(Institutions pair, object? body, params Guid[] ids) =>
        new(TextOf(ids)) { Own = pair.College, Body = body };

    private static Thing OfUniversity(Institutions pair, object? body, params Guid[] ids) =>
        new(TextOf(ids)) { Own = pair.University, Body = body };

    private static string[] TextOf(Guid[] ids) => [.. ids.Select(id => $"{id}")];

    private async Task<Institutions> PairAsync()
    {
        var (college, university) = ($"college-{Next()}", $"university-{Next()}");
        foreach (var (code, kind) in new[] { (college, OrganisationKind.VocationalCollege), (university, OrganisationKind.University) })
        {
            await App.DeliverAsync(new OrganisationVerifiedV1
            {
                OccurredAt = DateTimeOffset.UnixEpoch,
                Organisation = new() { Code = code, Name = code, Kind = kind, State = "verified", Units = [], Version = 1 },
            });
        }
        var own = agreement with { Id = Guid.NewGuid(), Parties = [college, university] };
        await App.DeliverAsync(new AgreementActivatedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Agreement = own });
        var request = Draft() with { FromInstitution = college, FromMajor = "530701", ToInstitution = university };
        var draft = await By(college).DraftArticulationAsync(request);
        await By(college).ActivateArticulationAsync(draft.Id, new() { AgreementId = own.Id });
        return new Institutions(college, university, draft.Id);
    }

    private async Task<Guid> EnrolAsync(Institutions pair, bool isKnown = true) => (await By(pair.College).EnrollLearnerAsync(new()
    {
        StudentNumber = $"S{Next()}",
        BirthDate = new(2003, 5, 1),
        Cohort = 2019,
        FromMajor = "530701",
        ToInstitution = pair.University,
        ToMajor = "120201K",
        Person = isKnown ? Person : null,
        EnrolledOn = new(2019, 9, 1),
    })).Id;

    private async Task<Guid> ReadyAsync(Institutions pair)
    {
        var learner = await EnrolAsync(pair);
        await By(pair.College).CompleteStageAsync(learner, new() { Stage = 1, CompletedOn = new(2021, 7, 1) });
        await By(pair.College).CompleteStageAsync(learner, new() { Stage = 2, CompletedOn = new(2024, 7, 1) });
        return learner;
    }

    private async Task<(Institutions Pair, Guid Learner)> DiplomaAsync()
    {
        var pair = await PairAsync();
        var learner = await ReadyAsync(pair);
        await By(pair.College).AwardAssociateDiplomaAsync(learner, new() { Reason = "declined" });
        return (pair, learner);
    }

    private static TransferExam Exam(Institutions pair) => new()
    {
        Components =
        [
            new() { Code = "course", Name = "Course", Weight = 0.4m },
            new() { Code = "work", Name = "Regular work", Weight = 0.6m },
        ],
        BonusMax = 10,
        PassMark = 60,
        Resits = 1,
        Absence = "fails",
        GateCredits = 0,
        AppealDays = 15,
        ExaminedBy = pair.University,
        TieBreak = ["work"],
        Places = [new() { ArticulationId = pair.Articulation, Places = 30 }],
    };

    private static DraftTransferPlanRequest Plan(Institutions pair) =>
        new() { FromInstitution = pair.College, ToInstitution = pair.University, Cohort = 2019, Exam = Exam(pair) };

    private Task<TransferPlan> PlanAsync(Institutions pair) => By(pair.College).DraftTransferPlanAsync(Plan(pair));

    private async Task<Guid> AgreedAsync(Institutions pair)
    {
        var plan = await PlanAsync(pair);
        foreach (var org in new[] { pair.College, pair.University })
        {
            await By(org).ApproveTransferPlanAsync(plan.Id, new() { TextHash = plan.TextHash });
        }
        return plan.Id;
    }

    private async Task<Guid> OpenAsync(Institutions pair) => (await By(pair.College).OpenRegistrationAsync(await AgreedAsync(pair))).Id;

    private async Task<(Institutions Pair, Guid Plan, Guid Learner)> ClosedAsync()
    {
        var pair = await PairAsync();
        var (plan, learner) = (await OpenAsync(pair), await ReadyAsync(pair));
        // Before the day on which results are published.
        var present = App.Today.Value;
        App.Today.MoveTo(new(2024, 7, 20));
        await By(pair.College).RegisterCandidateAsync(plan, new() { LearnerId = learner });
        App.Today.MoveTo(present);
        await By(pair.College).CloseRegistrationAsync(plan);
        return (pair, plan, learner);
    }

    private static ComponentMark[] MarkList(int mark) =>
        [new() { Component = "course", Mark = mark }, new() { Component = "work", Mark = mark }];

    private static EnterMarksRequest Marks(int mark) => new() { Marks = MarkList(mark), Bonus = 1.5m };

    private async Task<(Institutions Pair, Guid Plan, Guid Learner)> MarkedAsync(int mark)
    {
        var (pair, plan, learner) = await ClosedAsync();
        await By(pair.University).EnterMarksAsync(plan, learner, version: 1, Marks(mark));
        return (pair, plan, learner);
    }

    private async Task<(Institutions Pair, Guid Plan, Guid Learner)> PublishedAsync(int mark, DateOnly? publishedOn = null)
    {
        var (pair, plan, learner) = await MarkedAsync(mark);
        var present = App.Today.Value;
        App.Today.MoveTo(publishedOn ?? new(2024, 8, 1));
        foreach (var org in new[] { pair.College, pair.University }) await By(org).PublishResultsAsync(plan, new());
        App.Today.MoveTo(present);
        return (pair, plan, learner);
    }

    private async Task<(Institutions Pair, Guid Plan, Guid Learner)> FinalAsync()
    {
        var (pair, plan, learner) = await PublishedAsync(70);
        foreach (var org in new[] { pair.College, pair.University }) await By(org).FinaliseTransferPlanAsync(plan);
        return (pair, plan, learner);
    }
}
