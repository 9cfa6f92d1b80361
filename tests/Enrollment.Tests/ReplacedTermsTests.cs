using System.Net;
using static Enrollment.Tests.CreditApp;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

/// <summary>Credit whose record was corrected to less, or whose terms were replaced (D12, D43), also between three owners.</summary>
public sealed class ReplacedTermsTests
{
    [Theory, Engines]
    public async Task D43_credit_of_a_level_that_was_corrected_to_less_is_a_risk_until_somebody_decides(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        await credit.AgreeAsync(300, null, X(credits: 20), X(credits: 50, level: "senior"));
        var learner = await credit.LearnerAsync();
        var senior = await credit.CertifyAsync(learner, "senior");
        Assert.Equal(50, (await credit.TranscriptAsync(learner)).Credits);

        await credit.By(Bpc).CorrectXCertificateAsync(senior.Id, new()
        {
            Reason = "The lower one.",
            Type = "network",
            Level = "junior",
            Number = senior.Number,
            IssuedOn = senior.IssuedOn,
        });

        var kept = await credit.OnlyEntryAsync(learner);
        Assert.Equal(("earned", 50, "x-senior", "corrected-to-less"), (kept.Why, kept.Credits, kept.Line, kept.Risk!.Why));
        Assert.Equal(50, (await credit.TranscriptAsync(learner)).AtRisk);
        await credit.DecideAsync(learner, "x-certificate", senior.Id, "keep");
        Assert.Equal((50, 0), await SumAsync(credit, learner));
        await credit.DecideAsync(learner, "x-certificate", senior.Id, "take-back");
        var after = await credit.OnlyEntryAsync(learner);
        Assert.Equal(("earned", 20, "x-junior", null), (after.Why, after.Credits, after.Line, after.Risk));
    }

    [Theory, Engines]
    public async Task D43_level_that_was_corrected_to_more_earns_more(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        await credit.AgreeAsync(300, null, X(credits: 20), X(credits: 50, level: "senior"));
        var learner = await credit.LearnerAsync();
        var junior = await credit.CertifyAsync(learner);

        await credit.By(Bpc).CorrectXCertificateAsync(junior.Id, new()
        {
            Reason = "The higher one.",
            Type = "network",
            Level = "senior",
            Number = junior.Number,
            IssuedOn = junior.IssuedOn,
        });

        Assert.Equal((50, 0), await SumAsync(credit, learner));
    }

    [Theory, Engines]
    public async Task D12_equivalence_in_force_at_the_enrolment_applies_after_it_was_replaced(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        var line = new MappingLine { Code = "elsewhere", Source = "module", Module = "N1", Credits = 30 };
        await credit.AgreeAsync(300, null, line);
        var first = await AgreeAsync(credit, null, "A");
        var earlier = await credit.LearnerAsync(Day);
        credit.Enrollment.App.Today.MoveTo(Day.AddDays(10));
        await AgreeAsync(credit, first.Id, "A", "B");
        var later = await credit.LearnerAsync(Day.AddDays(10), "S2");

        foreach (var learner in new[] { earlier, later })
        {
            await credit.By(Bpc).RecordPassedModuleAsync(
                learner, new() { TakenAt = Bpc, Module = "A", Grade = "good", PassedOn = Day.AddDays(10) });
        }

        Assert.Equal(("earned", first.Id), await EntryAsync(earlier));
        Assert.Equal("modules-missing", (await EntryAsync(later)).Why);

        async Task<(string Why, Guid? Equivalence)> EntryAsync(Guid learner)
        {
            var entry = await credit.OnlyEntryAsync(learner);
            return (entry.Why, entry.Facts.Equivalence);
        }
    }

    [Theory, Engines]
    public async Task D11_an_end_without_a_replacement_ends_it_for_all(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        await credit.AgreeAsync(300, null, new MappingLine { Code = "elsewhere", Source = "module", Module = "N1", Credits = 30 });
        var learner = await credit.LearnerAsync(Day);
        credit.Enrollment.App.Today.MoveTo(Day.AddDays(10));
        var first = await AgreeAsync(credit, null, "A");
        var second = await AgreeAsync(credit, first.Id, "A", "B");
        credit.Enrollment.App.Today.MoveTo(Day.AddDays(20));
        await credit.By(Bpc).EndEquivalenceAsync(second.Id, new() { Reason = "Taught no longer." });

        await credit.By(Bpc).RecordPassedModuleAsync(
            learner, new() { TakenAt = Bpc, Module = "A", Grade = "good", PassedOn = Day.AddDays(20) });

        Assert.Equal("no-equivalence", (await credit.OnlyEntryAsync(learner)).Why);
    }

    [Theory, Engines]
    public async Task D43_credit_by_the_mapping_of_a_mistaken_day_of_enrolment_is_a_risk(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        await credit.AgreeAsync(300, Day, Internship(credits: 90));
        var learner = await credit.LearnerAsync(Day);
        await credit.Enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(learner)));
        Assert.Equal((90, 0), await SumAsync(credit, learner));

        await credit.By(Bpc).CorrectLearnerAsync(learner, new() { EnrolledOn = Day.AddDays(-1), Reason = "A typo." });

        var entry = await credit.OnlyEntryAsync(learner);
        Assert.Equal((90, 1, "mapping-changed"), (entry.Credits, entry.Mapping, entry.Risk!.Why));
        await credit.DecideAsync(learner, "placement", entry.SourceId, "take-back");
        Assert.Equal((60, 0), await SumAsync(credit, learner));
    }

    [Theory, Engines]
    public async Task D12_every_owner_sees_and_agrees_a_mapping(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var articulation = await OwnerTests.ThreeOwnersAsync(exam);
        await exam.Enrollment.DefineAsync(Bpc, "internship-1");
        var proposed = await exam.By(OwnerTests.School).ProposeCreditMappingAsync(articulation.Id, new()
        {
            ValidFrom = new(2018, 1, 1),
            Correction = true,
            Reason = "The first cohort.",
            Terms = new() { Cap = 100, Lines = [Internship(credits: 90, major: "710201")] },
        });

        var first = await exam.By(Bpc).AgreeCreditMappingAsync(proposed.Id);
        Assert.Equal(("proposed", Bpc), (first.State, Assert.Single(first.Agreements).Institution));
        await exam.By(Bpc).AgreeCreditMappingAsync(proposed.Id)
            .ShouldBeProblemAsync("credit-mapping-agreed-already", HttpStatusCode.Conflict);
        await exam.By(ShougangIt).GetCreditMappingAsync(proposed.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        var last = await exam.By(Ncut).AgreeCreditMappingAsync(proposed.Id);

        Assert.Equal(("agreed", Day), (last.State, last.DecidedOn));
        var learner = (await OwnerTests.EnrolledAsync(exam)).Id;
        await exam.Enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(learner) with { Institution = OwnerTests.School }));
        Assert.Equal(90, (await exam.By(Bpc).GetTranscriptAsync(learner)).Credits);
    }

    [Theory, Engines]
    public async Task D11_equivalence_between_the_first_stage_and_the_next_counts_with_three_owners(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var articulation = await OwnerTests.ThreeOwnersAsync(exam);
        await exam.Enrollment.DefineAsync(OwnerTests.School, "S-1");
        await exam.Enrollment.DefineAsync(Bpc, "C-1");
        var mapping = await exam.By(Ncut).ProposeCreditMappingAsync(articulation.Id, new()
        {
            ValidFrom = new(2018, 1, 1),
            Correction = true,
            Reason = "The first cohort.",
            Terms = new() { Cap = 100, Lines = [new() { Code = "school", Source = "module", Module = "C-1", Credits = 20 }] },
        });
        foreach (var owner in new[] { OwnerTests.School, Bpc }) await exam.By(owner).AgreeCreditMappingAsync(mapping.Id);
        var proposed = await exam.By(OwnerTests.School).ProposeEquivalenceAsync(new()
        {
            FromInstitution = OwnerTests.School,
            ToInstitution = Bpc,
            Value = "equivalent",
            Alternatives = [new() { Modules = ["S-1"] }],
            Earns = ["C-1"],
        });
        await exam.By(Bpc).AgreeEquivalenceAsync(proposed.Id);
        var learner = (await OwnerTests.EnrolledAsync(exam)).Id;

        await exam.By(OwnerTests.School).RecordPassedModuleAsync(
            learner, new() { TakenAt = OwnerTests.School, Module = "S-1", Grade = "good", PassedOn = new(2019, 1, 15) });

        Assert.Equal(20, (await exam.By(Bpc).GetTranscriptAsync(learner)).Credits);
    }

    private static async Task<(int Credits, int AtRisk)> SumAsync(CreditApp credit, Guid learner)
    {
        var transcript = await credit.TranscriptAsync(learner);
        return (transcript.Credits, transcript.AtRisk);
    }

    private static async Task<Equivalence> AgreeAsync(CreditApp credit, Guid? replaces, params string[] modules)
    {
        var proposed = await credit.By(Bpc).ProposeEquivalenceAsync(new()
        {
            FromInstitution = Bpc,
            ToInstitution = Ncut,
            Value = "equivalent",
            Alternatives = [new() { Modules = modules }],
            Earns = ["N1"],
            Replaces = replaces,
        });
        return await credit.By(Ncut).AgreeEquivalenceAsync(proposed.Id);
    }
}
