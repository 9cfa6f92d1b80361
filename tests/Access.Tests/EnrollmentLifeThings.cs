using static Contracts.Roles;
using VocationalPlatform.Client.Enrollment;

namespace Access.Tests;

/// <summary>The life of a student, and the corrections of their record.</summary>
public sealed partial class EnrollmentThings
{
    private const string LifeRows =
        """
        DefineAdmissionConditions            | bpc         | bjedu       | registrar 201, * 403 | authority 201, * 403 | * 403
        CorrectAdmissionConditions           | bpc         | shougang-it | registrar 200, * 403 | * 403 | * 403
        CorrectAdmissionConditions (authority) | bjedu     | bpc         | authority 200, * 403 | * 403 | * 403
        ListAdmissionConditions              | bpc         | shougang-it | * 200+ | * 200+ | * 200+
        GetAdmissionConditions               | bpc         | shougang-it | * 200 | * 200 | * 200
        ReviseArticulation                   | ncut        | shougang-it | registrar 201, * 403 | * 403 | * 403
        ChangeClass                          | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        ChangeClass (receiving)              | bpc         | ncut        | registrar 200, * 403 | * 403 | * 403
        SetPerson                            | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        RepeatYear                           | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        RepeatYear (receiving)               | bpc         | ncut        | registrar 200, * 403 | * 403 | * 403
        ChangeMajor                          | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        CorrectLearner                       | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        CorrectLearner (receiving)           | bpc         | ncut        | registrar 200, * 403 | * 403 | * 403
        WithdrawLearnerFact                  | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        WithdrawLearnerFact (receiving)      | bpc         | ncut        | registrar 200, * 403 | * 403 | * 403
        ListCorrections                      | bpc         | shougang-it | registrar 200+, learner 200+, * 403
            | registrar 404, learner 404, * 403 | * 403
        ListLearnerFacts                     | bpc         | shougang-it | registrar 200+, learner 200+, * 403
            | registrar 404, learner 404, * 403 | * 403
        ExportPersonalData                   | bpc         | shougang-it | registrar 200, learner 200, * 403
            | registrar 404, learner 404, * 403 | * 403
        ExportPersonalData (receiving)       | bpc         | ncut        | registrar 200, learner 200, * 403
            | registrar 200, learner 404, * 403 | * 403
        AskErasure                           | bpc         | shougang-it | registrar 201, learner 201, * 403
            | registrar 404, learner 404, * 403 | * 403
        AskErasure (receiving)               | bpc         | ncut        | registrar 201, learner 201, * 403
            | registrar 403, learner 404, * 403 | * 403
        WithdrawErasure                      | bpc         | shougang-it | registrar 403, learner 200, * 403
            | registrar 404, learner 404, * 403 | * 403
        WithdrawErasure (institution)        | bpc         | shougang-it | registrar 200, learner 403, * 403
            | registrar 404, learner 404, * 403 | * 403
        DecideErasure                        | bpc         | shougang-it | registrar 200, * 403
            | registrar 404, * 403 | * 403
        ListErasures                         | bpc         | shougang-it | registrar 200+, learner 200-, * 403
            | registrar 200-, learner 200-, * 403 | * 403
        GetErasure                           | bpc         | shougang-it | registrar 200, learner 200, * 403
            | registrar 404, learner 404, * 403 | * 403
        GetLearnerRisks                      | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403

        """;

    private Dictionary<string, Func<Task<Thing>>> LifeRecipes => new()
    {
        ["DefineAdmissionConditions"] = () =>
            Made(new Thing { Body = new { pathway = "2+3+2", year = 2026, region = $"r{Next()}", requiresRegistration = true } }),
        ["CorrectAdmissionConditions"] = async () =>
            new Thing((await ConditionsAsync()).Id) { Body = new { requiresRegistration = true, minimumScore = 480, reason = "A typo." } },
        ["CorrectAdmissionConditions (authority)"] = async () => new Thing((await ConditionsAsync("bjedu", Authority)).Id)
        {
            Body = new { requiresRegistration = true, minimumScore = 480, reason = "A typo." },
        },
        ["ListAdmissionConditions"] = async () => new Thing { Listed = $"{(await ConditionsAsync()).Id}" },
        ["GetAdmissionConditions"] = async () => new Thing((await ConditionsAsync()).Id),
        ["ReviseArticulation"] = async () => new Thing((await ActiveAsync()).Id)
        {
            Body = new
            {
                firstCohort = 2027,
                pathway = "2+3+2",
                fromMajorName = "E-Commerce",
                toMajorName = "Business Administration",
                internshipCredits = 80,
            },
        },
        ["ExportPersonalData"] = async () => new Thing((await EnrolAsync()).Id) { Person = Person },
        ["AskErasure"] = async () => new Thing(await LeftAsync()) { Person = Person, Body = new { reason = "No longer needed." } },
        ["WithdrawErasure"] = async () => new Thing((await AskedAsync()).Id) { Person = Person, Body = new { reason = "A mistake." } },
        ["WithdrawErasure (institution)"] = async () =>
            new Thing((await By("bpc").AskErasureAsync(await LeftAsync(), new() { Reason = "No longer needed." })).Id)
            {
                Person = Person,
                Body = new { reason = "A mistake." },
            },
        ["DecideErasure"] = async () => new Thing((await AskedAsync()).Id) { Person = Person, Body = new { decision = "grant" } },
        ["ListErasures"] = async () => new Thing { Person = Person, Listed = $"{(await AskedAsync()).Id}" },
        ["GetErasure"] = async () => new Thing((await AskedAsync()).Id) { Person = Person },
        ["ChangeClass"] = async () => new Thing((await EnrolAsync()).Id) { Body = new { @class = "ec-1", from = Day } },
        ["SetPerson"] = async () => new Thing((await EnrolAsync()).Id) { Body = new { person = $"p-{Next()}", reason = "Wrong line." } },
        ["RepeatYear"] = async () =>
            new Thing(await EnrolledEarlierAsync()) { Body = new { cohort = 2026, reason = "Failed.", from = Day } },
        ["ChangeMajor"] = async () =>
        {
            var other = await ActiveAsync();
            return new Thing((await EnrolAsync()).Id) { Body = new { articulationId = other.Id, reason = "Wishes so.", from = Day } };
        },
        ["CorrectLearner"] = async () =>
            new Thing((await EnrolAsync()).Id) { Body = new { birthDate = "2010-05-02", reason = "Read from the wrong line." } },
        ["WithdrawLearnerFact"] = async () =>
        {
            var learner = await EnrolledEarlierAsync();
            await By("bpc").RepeatYearAsync(learner, new() { Cohort = 2026, Reason = "Failed.", From = Day });
            return new Thing($"{learner}", "2") { Body = new { reason = "Recorded for another learner." } };
        },
        ["ListCorrections"] = async () => new Thing(await CorrectedAsync()) { Listed = "birthDate" },
        ["ListLearnerFacts"] = async () => new Thing((await EnrolAsync()).Id) { Listed = "enrolled" },
        ["GetLearnerRisks"] = async () => new Thing(await CorrectedAsync()),
    };

    private async Task<Guid> EnrolledEarlierAsync() =>
        (await By("bpc").EnrollLearnerAsync(Enrolment() with { Cohort = 2025, EnrolledOn = new(2025, 9, 1) })).Id;

    private Task<AdmissionConditions> ConditionsAsync(string org = "bpc", string role = Registrar) => new EnrollmentClient(
        As(org, role)).DefineAdmissionConditionsAsync(
        new() { Pathway = "2+3+2", Year = 2026, Region = $"r{Next()}", RequiresRegistration = true, MinimumScore = 490 });

    private async Task<Guid> CorrectedAsync()
    {
        var learner = await EnrolAsync();
        await By("bpc").CorrectLearnerAsync(learner.Id, new() { BirthDate = new(2010, 5, 2), Reason = "Read from the wrong line." });
        return learner.Id;
    }

    // The data of who is in training are needed.
    private async Task<Guid> LeftAsync()
    {
        var learner = (await EnrolAsync()).Id;
        await By("bpc").WithdrawLearnerAsync(learner, new() { Reason = "Moved away.", EffectiveOn = Day });
        return learner;
    }

    private async Task<Erasure> AskedAsync() =>
        await new EnrollmentClient(App.AsPerson("bpc", Contracts.Roles.Learner, Person)).AskErasureAsync(await LeftAsync(), new());
}
