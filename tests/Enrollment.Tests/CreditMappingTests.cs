using System.Net;
using static Enrollment.Tests.CreditApp;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using Xunit;

namespace Enrollment.Tests;

public sealed class CreditMappingTests
{
    [Theory, Engines]
    public async Task D12_a_mapping_applies_once_the_other_institution_agrees(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        var learner = await credit.LearnerAsync();
        await credit.Enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(learner)));
        var proposed = await credit.ProposeAsync(100, lines: Internship(credits: 90));
        Assert.Equal(("proposed", 1, Bpc), (proposed.State, proposed.Number, proposed.ProposedBy));
        Assert.Equal(60, (await credit.TranscriptAsync(learner)).Credits);

        var agreed = await credit.By(Ncut).AgreeCreditMappingAsync(proposed.Id);

        Assert.Equal(("agreed", Day), (agreed.State, agreed.DecidedOn));
        var transcript = await credit.TranscriptAsync(learner);
        Assert.Equal((90, 1, 100, 0), (transcript.Credits, transcript.Mapping, transcript.Cap, transcript.AtRisk));
    }

    [Theory, Engines]
    public async Task D12_the_institution_that_proposed_a_mapping_does_not_agree_to_it(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        var proposed = await credit.ProposeAsync(100, org: Ncut);

        await credit.By(Ncut).AgreeCreditMappingAsync(proposed.Id).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await credit.By(Bpc).AgreeCreditMappingAsync(proposed.Id);

        var twice = await credit.By(Bpc).AgreeCreditMappingAsync(proposed.Id)
            .ShouldBeProblemAsync("credit-mapping-not-proposed", HttpStatusCode.Conflict);
        Assert.Equal("D12", twice.Rule);
    }

    [Theory, Engines]
    public async Task D12_a_refused_mapping_gives_nothing_and_keeps_its_reason(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        var learner = await credit.LearnerAsync();
        await credit.CertifyAsync(learner);
        var proposed = await credit.ProposeAsync(100, lines: X());

        await credit.By(Ncut).RefuseCreditMappingAsync(proposed.Id, new() { Reason = "Too much." });

        var read = await credit.By(Bpc).GetCreditMappingAsync(proposed.Id);
        Assert.Equal(("refused", "Too much."), (read.State, read.RefusalReason));
        Assert.Equal(0, (await credit.TranscriptAsync(learner)).Credits);
        await credit.By(Ncut).AgreeCreditMappingAsync(proposed.Id)
            .ShouldBeProblemAsync("credit-mapping-not-proposed", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D12_the_version_in_force_on_the_day_of_enrolment_applies(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        await credit.AgreeAsync(100, new DateOnly(2026, 8, 1), Internship(credits: 30));
        await credit.AgreeAsync(100, new DateOnly(2026, 8, 20), Internship(credits: 40));
        var given = new List<(int, int)>();
        foreach (var day in new[] { 1, 19, 20 })
        {
            var learner = await credit.LearnerAsync(new DateOnly(2026, 8, day), $"S{day}");
            await credit.Enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(learner)));
            var transcript = await credit.TranscriptAsync(learner);
            given.Add((transcript.Mapping, transcript.Credits));
        }
        var before = await credit.LearnerAsync(new DateOnly(2026, 7, 31), "S0");
        await credit.Enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(before)));

        Assert.Equal([(1, 30), (1, 30), (2, 40)], given);
        Assert.Equal((0, 60), ((await credit.TranscriptAsync(before)).Mapping, (await credit.TranscriptAsync(before)).Credits));
    }

    [Theory, Engines]
    public async Task D43_a_mapping_agreed_late_takes_nothing_back_by_itself(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        var learner = await credit.LearnerAsync();
        var placement = Facts.Placement(learner, hours: 120);
        await credit.Enrollment.App.DeliverAsync(Facts.Of(placement));

        await credit.AgreeAsync(100, lines: Internship(credits: 60, hours: 160));

        var kept = await credit.OnlyEntryAsync(learner);
        Assert.Equal((60, 0, "mapping-changed"), (kept.Credits, kept.Mapping, kept.Risk?.Why));
        var decided = await credit.DecideAsync(learner, "placement", placement.Id, "take-back");
        var taken = Assert.Single(decided.Entries);
        Assert.Equal((0, "hours-below", null), (taken.Credits, taken.Why, taken.Risk));
    }

    [Theory, Engines]
    public async Task D12_a_line_has_the_conditions_of_its_source(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        var line = X() with { MinimumHours = 160, Level = null };

        var refused = await credit.ProposeAsync(100, lines: line).ShouldBeProblemAsync("line-unfit", HttpStatusCode.UnprocessableEntity);

        var change = refused.Change!.Value;
        Assert.Equal(("minimumHours", "level"), (change.GetProperty("remove")[0].GetString(), change.GetProperty("add")[0].GetString()));
        await credit.ProposeAsync(100, lines: line with { MinimumHours = null, Level = "junior" });
    }

    [Theory, Engines]
    public async Task D12_lines_have_codes_of_their_own_and_majors_of_the_articulation(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);

        await credit.ProposeAsync(100, null, Bpc, Internship(), Internship())
            .ShouldBeProblemAsync("line-twice", HttpStatusCode.UnprocessableEntity);
        var other = await credit.ProposeAsync(100, lines: Internship(major: "999999"))
            .ShouldBeProblemAsync("line-of-another-major", HttpStatusCode.UnprocessableEntity);

        var major = other.Change!.Value.GetProperty("majors")[0].GetString();
        await credit.ProposeAsync(100, null, Bpc, Internship(major: major), Internship(code: "second"));
    }
}
