using System.Net;
using static Enrollment.Tests.CreditApp;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

/// <summary>Mappings are agreed ahead; what they or a correction change for those enrolled is a risk, within the cap (D12, D43).</summary>
public sealed class MappingDayTests
{
    [Theory, Engines]
    public async Task D12_mapping_for_a_past_day_is_refused_unless_it_is_a_correction(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        var terms = new MappingTerms { Cap = 60, Lines = [Internship()] };
        ProposeCreditMappingRequest request = new() { ValidFrom = Day.AddDays(-1), Reason = "Late.", Terms = terms };

        var problem = await credit.By(Bpc).ProposeCreditMappingAsync(credit.Articulation, request)
            .ShouldBeProblemAsync("credit-mapping-day", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D12", Day), (problem.Rule, problem.Change("validFrom").Day()));
        await credit.By(Bpc).ProposeCreditMappingAsync(credit.Articulation, request with { ValidFrom = Day });
        await credit.By(Bpc).ProposeCreditMappingAsync(credit.Articulation, request with { Correction = true });
    }

    [Theory, Engines]
    public async Task D12_second_mapping_of_one_day_is_refused_unless_it_corrects_the_first(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        await credit.AgreeAsync(60);

        var problem = await credit.ProposeAsync(90).ShouldBeProblemAsync("credit-mapping-day", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D12", Day.AddDays(1)), (problem.Rule, problem.Change("validFrom").Day()));
        await credit.ProposeAsync(90, problem.Change("validFrom").Day());
        var corrects = await credit.By(Bpc).ProposeCreditMappingAsync(credit.Articulation, new()
        {
            ValidFrom = Day,
            Reason = "The cap was wrong.",
            Correction = true,
            Terms = new() { Cap = 90, Lines = [Internship()] },
        });
        Assert.Equal(Day, (await credit.By(Ncut).AgreeCreditMappingAsync(corrects.Id)).AppliesFrom);
    }

    [Theory, Engines]
    public async Task D12_mapping_that_was_agreed_after_the_enrolment_does_not_apply_to_it(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        var learner = await credit.LearnerAsync(Day);
        await credit.CertifyAsync(learner);
        var proposed = await credit.ProposeAsync(60, lines: X(credits: 30));
        credit.Enrollment.App.Today.MoveTo(Day.AddDays(5));

        var agreed = await credit.By(Ncut).AgreeCreditMappingAsync(proposed.Id);

        Assert.Equal(Day.AddDays(5), agreed.AppliesFrom);
        var entry = await credit.OnlyEntryAsync(learner);
        Assert.Equal((0, "mapping-of-another-day", Day.AddDays(5)), (entry.Credits, entry.Why, entry.Facts.OtherValidFrom));
        var later = await credit.LearnerAsync(Day.AddDays(5), "S2");
        await credit.CertifyAsync(later, number: "X2");
        Assert.Equal(30, (await credit.TranscriptAsync(later)).Credits);
    }

    [Theory, Engines]
    public async Task D43_what_a_late_record_of_a_mapping_gives_the_enrolled_is_a_risk_until_somebody_decides(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        var learner = await credit.LearnerAsync(Day.AddDays(-10));
        var certificate = await credit.CertifyAsync(learner);

        await credit.AgreeAsync(60, Day.AddDays(-20), X(credits: 30));

        var entry = await credit.OnlyEntryAsync(learner);
        Assert.Equal((30, "mapping-recorded-late", null), (entry.Credits, entry.Risk!.Why, entry.Risk.Decision));
        Assert.Equal("credit-at-risk", Assert.Single((await credit.By(Bpc).GetLearnerRisksAsync(learner)).Risks).Kind);
        await credit.DecideAsync(learner, "x-certificate", certificate.Id, "take-back");
        Assert.Equal((0, 0), await SumAsync(credit, learner));
        await credit.DecideAsync(learner, "x-certificate", certificate.Id, "keep");
        Assert.Equal((30, 0), await SumAsync(credit, learner));
        Assert.Empty((await credit.By(Bpc).GetLearnerRisksAsync(learner)).Risks);
    }

    [Theory, Engines]
    public async Task D43_credit_that_was_taken_back_stays_so_under_another_mapping(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        await credit.AgreeAsync(60, lines: X(credits: 60));
        var learner = await credit.LearnerAsync();
        var certificate = await credit.CertifyAsync(learner);
        await credit.By(Bpc).WithdrawXCertificateAsync(certificate.Id, new() { Reason = "Revoked." });
        await credit.DecideAsync(learner, "x-certificate", certificate.Id, "take-back");

        await CorrectAsync(credit, 60, X(credits: 50));

        Assert.Equal((0, 0), await SumAsync(credit, learner));
        Assert.Equal("taken-back", (await credit.OnlyEntryAsync(learner)).Why);
    }

    [Theory, Engines]
    public async Task D43_credit_that_was_kept_stays_so_under_another_mapping(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        await credit.AgreeAsync(60, lines: X(credits: 60));
        var learner = await credit.LearnerAsync();
        var certificate = await credit.CertifyAsync(learner);
        await credit.By(Bpc).WithdrawXCertificateAsync(certificate.Id, new() { Reason = "Revoked." });
        await credit.DecideAsync(learner, "x-certificate", certificate.Id, "keep");

        await CorrectAsync(credit, 60, X(credits: 50));

        var entry = await credit.OnlyEntryAsync(learner);
        Assert.Equal((60, "withdrawn", "keep"), (entry.Credits, entry.Risk!.Why, entry.Risk.Decision));
    }

    [Theory, Engines]
    public async Task D12_withdrawn_certificate_earns_nothing_by_a_mapping_that_was_agreed_later(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        var learner = await credit.LearnerAsync();
        var certificate = await credit.CertifyAsync(learner);
        await credit.By(Bpc).WithdrawXCertificateAsync(certificate.Id, new() { Reason = "Revoked." });

        await credit.AgreeAsync(60, lines: X(credits: 60));

        Assert.Equal((0, 0), await SumAsync(credit, learner));
        Assert.Equal("withdrawn", (await credit.OnlyEntryAsync(learner)).Why);
    }

    [Theory, Engines]
    public async Task D12_credit_at_risk_takes_its_part_of_the_cap_until_somebody_decides(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        var senior = X(credits: 60, level: "senior") with { Module = "internship-1" };
        await credit.AgreeAsync(60, null, X(credits: 60), senior);
        var learner = await credit.LearnerAsync();
        var junior = await credit.CertifyAsync(learner);
        await credit.CertifyAsync(learner, "senior", "X2");
        Assert.Equal((60, 0), await SumAsync(credit, learner));

        await CorrectAsync(credit, 60, senior);

        Assert.Equal((60, 60), await SumAsync(credit, learner));
        var decided = await credit.DecideAsync(learner, "x-certificate", junior.Id, "take-back");
        // What the corrected mapping gives in its place is another effect of it.
        Assert.Equal((60, 60), (decided.Credits, decided.AtRisk));
        Assert.Equal("mapping-recorded-late", decided.Entries.Single(entry => entry.Credits > 0).Risk!.Why);
    }

    [Theory, Engines]
    public async Task D43_module_that_a_set_stood_for_is_a_risk_after_part_of_the_set_was_withdrawn(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        await credit.AgreeAsync(300, null, Module("N1", 25), Module("N2", 15));
        await AgreeAsync(credit, ["A", "B"], "N1", "N2");
        await AgreeAsync(credit, ["A"], "N1");
        var learner = await credit.LearnerAsync();
        await PassAsync(credit, learner, "A");
        var second = await PassAsync(credit, learner, "B");
        Assert.Equal((40, 0), await SumAsync(credit, learner));

        await credit.By(Bpc).WithdrawPassedModuleAsync(second.Id, new() { Reason = "Of another learner." });

        Assert.Equal((40, 15), await SumAsync(credit, learner));
    }

    [Theory, Engines]
    public async Task D43_credit_by_the_equivalence_of_a_mistaken_day_of_enrolment_is_a_risk(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        await credit.AgreeAsync(300, null, Module("N1", 25));
        var first = await AgreeAsync(credit, ["A"], "N1");
        var learner = await credit.LearnerAsync(Day);
        await PassAsync(credit, learner, "A");
        credit.Enrollment.App.Today.MoveTo(Day.AddDays(10));
        await AgreeAsync(credit, ["A", "B"], first.Id, "N1");

        await credit.By(Bpc).CorrectLearnerAsync(learner, new() { EnrolledOn = Day.AddDays(10), Reason = "A typo." });

        Assert.Equal((25, 25), await SumAsync(credit, learner));
    }

    [Theory, Engines]
    public async Task D12_module_is_recognised_once_by_all_lines_together(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        await credit.AgreeAsync(300, null, Module("N1", 25), X(credits: 25) with { Module = "N1" });
        foreach (var code in new[] { "A", "B" }) await AgreeAsync(credit, [code], "N1");
        var learner = await credit.LearnerAsync();
        foreach (var code in new[] { "A", "B" }) await PassAsync(credit, learner, code);
        await credit.CertifyAsync(learner);

        var transcript = await credit.TranscriptAsync(learner);

        Assert.Equal(25, transcript.Credits);
        Assert.Equal(2, transcript.Entries.Count(entry => entry.Why == "times-used"));
    }

    private static MappingLine Module(string module, int credits) =>
        new() { Code = $"of-{module}", Source = "module", Module = module, Credits = credits };

    private static async Task CorrectAsync(CreditApp credit, int cap, params MappingLine[] lines)
    {
        var proposed = await credit.By(Bpc).ProposeCreditMappingAsync(credit.Articulation, new()
        {
            ValidFrom = Day,
            Reason = "The terms were mistyped.",
            Correction = true,
            Terms = new() { Cap = cap, Lines = lines },
        });
        await credit.By(Ncut).AgreeCreditMappingAsync(proposed.Id);
    }

    private static Task<Equivalence> AgreeAsync(CreditApp credit, string[] modules, params string[] earns) =>
        AgreeAsync(credit, modules, null, earns);

    private static async Task<Equivalence> AgreeAsync(CreditApp credit, string[] modules, Guid? replaces, params string[] earns)
    {
        var proposed = await credit.By(Bpc).ProposeEquivalenceAsync(new()
        {
            FromInstitution = Bpc,
            ToInstitution = Ncut,
            Value = "equivalent",
            Alternatives = [new() { Modules = modules }],
            Earns = earns,
            Replaces = replaces,
        });
        return await credit.By(Ncut).AgreeEquivalenceAsync(proposed.Id);
    }

    private static Task<PassedModule> PassAsync(CreditApp credit, Guid learner, string module) => credit.By(Bpc).RecordPassedModuleAsync(
        learner, new() { TakenAt = Bpc, Module = module, Grade = "good", PassedOn = Day });

    private static async Task<(int Credits, int AtRisk)> SumAsync(CreditApp credit, Guid learner)
    {
        var transcript = await credit.TranscriptAsync(learner);
        return (transcript.Credits, transcript.AtRisk);
    }
}
