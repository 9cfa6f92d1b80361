using System.Net;
using System.Text;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

/// <summary>Requests that would change nothing, name a thing twice, or contradict what stands: each is refused by name.</summary>
public sealed class NothingNewTests
{
    [Theory, Engines]
    public async Task D43_wrong_person_is_taken_away_with_a_reason(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync("wrong");

        await exam.By(Bpc).SetPersonAsync(learner, new() { Person = null })
            .ShouldBeProblemAsync("person-needs-reason", HttpStatusCode.UnprocessableEntity);
        var cleared = await exam.By(Bpc).SetPersonAsync(learner, new() { Person = null, Reason = "Of somebody else." });

        Assert.Null(cleared.Person);
        // Its true bearer is free to enrol.
        Assert.Equal("wrong", (await exam.LearnerAsync(await exam.EnrolledAsync("wrong"))).Person);
        await exam.By(Bpc).SetPersonAsync(learner, new() { Person = null, Reason = "Again." })
            .ShouldBeProblemAsync("nothing-to-correct", HttpStatusCode.UnprocessableEntity);
    }

    [Theory, Engines]
    public async Task D5a_class_is_left_with_a_reason_alone_and_changed_to_another_one(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync();
        await exam.By(Bpc).ChangeClassAsync(learner, new() { Class = "ec-1" });

        await exam.By(Bpc).ChangeClassAsync(learner, new() { Class = "ec-1" })
            .ShouldBeProblemAsync("nothing-to-correct", HttpStatusCode.UnprocessableEntity);
        await exam.LearnAsync(learner, "class", new { }).ShouldBeProblemAsync("class-needs-reason", HttpStatusCode.UnprocessableEntity);

        Assert.Null((await exam.By(Bpc).ChangeClassAsync(learner, new() { Reason = "The class was closed." })).Class);
    }

    [Theory, Engines]
    public async Task D43_correction_of_a_mistaken_withdrawal_names_no_day_of_the_present_state(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync();
        await exam.By(Bpc).WithdrawLearnerAsync(learner, new() { Reason = "Moved." });

        await exam.LearnAsync(learner, "corrections", new { withdrawalWasMistake = true, since = Day, reason = "Another one left." })
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);

        Assert.Equal("enrolled", (await exam.By(Bpc).CorrectLearnerAsync(
            learner, new() { WithdrawalWasMistake = true, Reason = "Another one left." })).State);
    }

    [Theory, Engines]
    public async Task D11_equivalence_that_says_the_opposite_of_one_in_force_is_refused_unless_it_replaces_it(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        var opposite = Equivalence("no-equivalent", [["A"]]);
        var meanwhile = await credit.By(Bpc).ProposeEquivalenceAsync(opposite);
        var agreed = await credit.By(Bpc).ProposeEquivalenceAsync(Equivalence("equivalent", [["A"], ["B", "C"]], "N1"));
        await credit.By(Ncut).AgreeEquivalenceAsync(agreed.Id);

        var problem = await credit.By(Bpc).ProposeEquivalenceAsync(opposite)
            .ShouldBeProblemAsync("equivalence-contradicts", HttpStatusCode.Conflict);
        await credit.By(Ncut).AgreeEquivalenceAsync(meanwhile.Id)
            .ShouldBeProblemAsync("equivalence-contradicts", HttpStatusCode.Conflict);

        Assert.Equal(("D11", agreed.Id), (problem.Rule, problem.Change("replaces").GetGuid()));
        await credit.By(Bpc).ProposeEquivalenceAsync(Equivalence("no-equivalent", [["B"]]));
        var replacing = await credit.By(Bpc).ProposeEquivalenceAsync(opposite with { Replaces = agreed.Id });
        await credit.By(Ncut).AgreeEquivalenceAsync(replacing.Id);
    }

    [Theory, Engines]
    public async Task D11_sets_and_modules_of_an_equivalence_are_named_once(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);

        foreach (var twice in new[]
        {
            Equivalence("equivalent", [["A", "A"]], "N1"),
            Equivalence("equivalent", [["A", "B"], ["B", "A"]], "N1"),
            Equivalence("equivalent", [["A"]], "N1", "N1"),
        })
        {
            await credit.By(Bpc).ProposeEquivalenceAsync(twice).ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        }
    }

    [Theory, Engines]
    public async Task D12_module_is_passed_at_a_teaching_institution(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        var learner = await credit.LearnerAsync();
        RecordPassedModuleRequest request = new() { TakenAt = Dji, Module = "A", Grade = "good", PassedOn = Day };

        var problem = await credit.By(Bpc).RecordPassedModuleAsync(learner, request)
            .ShouldBeProblemAsync("not-taken-at-institution", HttpStatusCode.UnprocessableEntity);
        await credit.By(Bpc).RecordPassedModuleAsync(learner, request with { TakenAt = "nope" })
            .ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);

        Assert.Equal("D12", problem.Rule);
        var passed = await credit.By(Bpc).RecordPassedModuleAsync(learner, request with { TakenAt = ShougangIt });
        CorrectPassedModuleRequest right =
            new() { TakenAt = ShougangIt, Module = "A", Grade = "good", PassedOn = Day, Reason = "None." };
        await credit.By(Bpc).CorrectPassedModuleAsync(passed.Id, right)
            .ShouldBeProblemAsync("nothing-to-correct", HttpStatusCode.UnprocessableEntity);
        await credit.By(Bpc).CorrectPassedModuleAsync(passed.Id, right with { TakenAt = Dji })
            .ShouldBeProblemAsync("not-taken-at-institution", HttpStatusCode.UnprocessableEntity);
    }

    [Theory, Engines]
    public async Task D43_correction_of_a_certificate_or_a_module_to_the_same_is_refused(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        var certificate = await credit.CertifyAsync(await credit.LearnerAsync());
        var module = (await credit.By(Bpc).ListModulesAsync(institution: Bpc)).Items[0];

        await credit.By(Bpc).CorrectXCertificateAsync(certificate.Id, new()
        {
            Reason = "None.",
            Type = certificate.Type,
            Level = certificate.Level,
            Number = certificate.Number,
            IssuedOn = certificate.IssuedOn,
        }).ShouldBeProblemAsync("nothing-to-correct", HttpStatusCode.UnprocessableEntity);
        await credit.By(Bpc).CorrectModuleAsync(module.Id, module.Version, new() { Terms = module.Terms, Reason = "None." })
            .ShouldBeProblemAsync("nothing-to-correct", HttpStatusCode.UnprocessableEntity);
    }

    [Theory, Engines]
    public async Task D9_pass_mark_is_one_that_somebody_can_reach(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var terms = exam.Exam(passMark: 100.01m) with { BonusMax = 0 };

        await exam.DraftAsync(terms).ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);

        await exam.DraftAsync(terms with { PassMark = 100 });
    }

    [Theory, Engines]
    public async Task D10_number_that_would_be_rounded_while_it_is_read_is_refused(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var request = new DraftTransferPlanRequest { FromInstitution = Bpc, ToInstitution = Ncut, Cohort = 2021, Exam = exam.Exam() };
        var exact = request.AsJson();
        Assert.Contains("\"passMark\":60,", exact, StringComparison.Ordinal);

        async Task<HttpResponseMessage> DraftAsync(string passMark)
        {
            var sent = exact.Replace("\"passMark\":60,", $"\"passMark\":{passMark},", StringComparison.Ordinal);
            using var body = new StringContent(sent, Encoding.UTF8, "application/json");
            return await exam.Enrollment.Registrar(Bpc).PostAsync(new Uri($"{Api}/transfer-plans", UriKind.Relative), body);
        }

        await DraftAsync("60.0000000000000000000000000000000000001").ShouldBeProblemAsync("malformed-request", HttpStatusCode.BadRequest);
        await DraftAsync("60.0000000000000000000000000000000000000").BodyAsync(HttpStatusCode.Created);
    }

    [Theory, Engines]
    public async Task D41_missing_parameter_is_named_as_the_query_names_it(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);

        using var reply = await enrollment.GetAsync(enrollment.Registrar(Bpc), "/figures/learners");

        Assert.Contains("The parameter of is needed.", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static ProposeEquivalenceRequest Equivalence(string value, string[][] sets, params string[] earns) => new()
    {
        FromInstitution = Bpc,
        ToInstitution = Ncut,
        Value = value,
        Alternatives = [.. sets.Select(set => new ModuleSet { Modules = set })],
        Earns = earns,
    };
}
