using System.Net;
using Contracts.IndustryPartnership;
using CsCheck;
using static Enrollment.Tests.CreditApp;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using Xunit;

namespace Enrollment.Tests;

public sealed class TranscriptTests
{
    [Theory, Engines]
    public async Task D12_a_placement_with_too_few_hours_shows_the_hours_that_it_has_and_needs(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        await credit.AgreeAsync(100, lines: Internship(hours: 160));
        var learner = await credit.LearnerAsync();

        await credit.Enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(learner, hours: 120)));

        var entry = await credit.OnlyEntryAsync(learner);
        Assert.Equal(("hours-below", 0, 60, "D12"), (entry.Why, entry.Credits, entry.NotGiven, entry.Rule));
        Assert.Equal((120, 160), (entry.Facts.Hours, entry.Facts.MinimumHours));
        var enough = await credit.LearnerAsync(studentNumber: "S2");
        await credit.Enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(enough, hours: 160)));
        Assert.Equal(60, (await credit.OnlyEntryAsync(enough)).Credits);
    }

    [Theory, Engines]
    public async Task D12_a_placement_below_the_grade_shows_both_grades(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        await credit.AgreeAsync(100, lines: Internship(grade: Grade.Good));
        var learner = await credit.LearnerAsync();

        await credit.Enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(learner, Grade.Pass)));

        var entry = await credit.OnlyEntryAsync(learner);
        Assert.Equal(("grade-below", "pass", "good"), (entry.Why, entry.Facts.Grade, entry.Facts.MinimumGrade));
        var good = await credit.LearnerAsync(studentNumber: "S2");
        await credit.Enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(good, Grade.Good)));
        Assert.Equal(60, (await credit.OnlyEntryAsync(good)).Credits);
    }

    [Theory, Engines]
    public async Task D12_what_the_cap_refuses_is_shown_with_what_it_left(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        await credit.AgreeAsync(70, null, Internship(), X());
        var learner = await credit.LearnerAsync();
        await credit.CertifyAsync(learner);

        await credit.Enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(learner)));

        var transcript = await credit.TranscriptAsync(learner);
        Assert.Equal(70, transcript.Credits);
        var capped = transcript.Entries[^1];
        Assert.Equal(("placement", "cap-reached", 50, 10, 50),
            (capped.SourceKind, capped.Why, capped.Credits, capped.NotGiven, capped.Facts.CapLeft));
    }

    [Theory, Engines]
    public async Task D12_a_line_earns_as_often_as_it_says(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        await credit.AgreeAsync(300, lines: Internship(times: 2));
        var learner = await credit.LearnerAsync();

        foreach (var month in new[] { 7, 5, 6 })
        {
            await credit.Enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(learner, endsOn: new DateOnly(2026, month, 28))));
        }

        var entries = (await credit.TranscriptAsync(learner)).Entries;
        Assert.Equal([(5, 60, "earned"), (6, 60, "earned"), (7, 0, "times-used")],
            entries.Select(entry => (entry.EffectiveOn.Month, entry.Credits, entry.Why)));
    }

    [Theory, Engines]
    public async Task D26_a_visit_and_a_stopped_placement_are_shown_as_earning_nothing(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        var learner = await credit.LearnerAsync();

        await credit.Enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(learner) with { Kind = PlacementKind.CognitiveVisit }));
        await credit.Enrollment.App.DeliverAsync(
            Facts.Of(Facts.Placement(learner, endsOn: new(2026, 8, 1)) with { State = "stopped", Grade = null, Hours = null }));

        var entries = (await credit.TranscriptAsync(learner)).Entries;
        Assert.Equal([("cognitive-visit", 0), ("stopped", 0)], entries.Select(entry => (entry.Why, entry.Credits)));
    }

    [Theory, Engines]
    public async Task D12_a_line_of_a_major_is_for_placements_of_that_major(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        await credit.AgreeAsync(300, lines: Internship(major: Table1.ECommerce.ToMajor));
        var learner = await credit.LearnerAsync();

        await credit.Enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(learner)));
        await credit.Enrollment.App.DeliverAsync(
            Facts.Of(Facts.Placement(learner, endsOn: new(2026, 8, 1)) with { Institution = Ncut }));

        Assert.Equal([("not-mapped", 0), ("earned", 60)],
            (await credit.TranscriptAsync(learner)).Entries.Select(entry => (entry.Why, entry.Credits)));
    }

    [Theory, Engines]
    public async Task D12_a_certificate_earns_by_its_type_and_level_alone(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        await credit.AgreeAsync(300, lines: X(level: "senior"));
        var learner = await credit.LearnerAsync();

        await credit.CertifyAsync(learner, "junior", "X1");
        await credit.CertifyAsync(learner, "senior", "X2");

        var entries = (await credit.TranscriptAsync(learner)).Entries;
        Assert.Equal([("junior", 0, "not-mapped"), ("senior", 20, "earned")],
            entries.Select(entry => (entry.Facts.Level, entry.Credits, entry.Why)).Order());
        Assert.Equal(("network-1", "x-senior"), (entries.Single(entry => entry.Credits > 0).Module, entries.Max(entry => entry.Line)));
    }

    [Theory, Engines]
    public async Task D21_a_mapping_may_ask_for_the_account_at_the_credit_bank(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        await credit.AgreeAsync(300, lines: X(needsAccount: true));
        var learner = await credit.LearnerAsync();
        var recorded = await credit.CertifyAsync(learner);
        Assert.Equal(("no-account", "D21"), ((await credit.OnlyEntryAsync(learner)).Why, (await credit.OnlyEntryAsync(learner)).Rule));

        await credit.By(Bpc).CorrectXCertificateAsync(recorded.Id, new()
        {
            Reason = "The account was left out.",
            Type = "network",
            Level = "junior",
            Number = "X1",
            IssuedOn = recorded.IssuedOn,
            Account = "account-7",
        });

        Assert.Equal((20, null), ((await credit.OnlyEntryAsync(learner)).Credits, (await credit.OnlyEntryAsync(learner)).Risk));
    }

    [Theory, Engines]
    public async Task D12_credit_of_another_days_mapping_is_named(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        var learner = await credit.LearnerAsync();
        await credit.CertifyAsync(learner);

        await credit.AgreeAsync(300, Day.AddDays(1), X());

        var entry = await credit.OnlyEntryAsync(learner);
        Assert.Equal(("mapping-of-another-day", 0, 0), (entry.Why, entry.Mapping, entry.Credits));
        Assert.Equal((1, Day.AddDays(1)), (entry.Facts.OtherMapping, entry.Facts.OtherValidFrom));
    }

    [Theory, Engines]
    public async Task D43_credit_of_a_withdrawn_certificate_is_a_risk_until_somebody_decides(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        await credit.AgreeAsync(300, lines: X());
        var learner = await credit.LearnerAsync();
        var recorded = await credit.CertifyAsync(learner);
        await credit.DecideAsync(learner, "x-certificate", recorded.Id, "take-back")
            .ShouldBeProblemAsync("credit-not-at-risk", HttpStatusCode.Conflict);

        await credit.By(Bpc).WithdrawXCertificateAsync(recorded.Id, new() { Reason = "Revoked." });

        var atRisk = await credit.TranscriptAsync(learner);
        Assert.Equal((20, 20, "withdrawn"), (atRisk.Credits, atRisk.AtRisk, atRisk.Entries.Single().Risk?.Why));
        var taken = await credit.DecideAsync(learner, "x-certificate", recorded.Id, "take-back");
        Assert.Equal((0, 0, "taken-back"), (taken.Credits, taken.AtRisk, taken.Entries.Single().Why));
        var kept = await credit.DecideAsync(learner, "x-certificate", recorded.Id, "keep");
        Assert.Equal((20, 0, "keep"), (kept.Credits, kept.AtRisk, kept.Entries.Single().Risk?.Decision));
        Assert.Equal(kept.AsJson(), (await credit.TranscriptAsync(learner)).AsJson());
    }

    [Theory, Engines]
    public async Task D43_a_certificate_with_a_corrected_level_earns_by_the_right_line_alone(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        await credit.AgreeAsync(300, null, X(), X(credits: 50, level: "senior"));
        var learner = await credit.LearnerAsync();
        var recorded = await credit.CertifyAsync(learner);

        await credit.By(Bpc).CorrectXCertificateAsync(recorded.Id, new()
        {
            Reason = "A typing error.",
            Type = "network",
            Level = "senior",
            Number = "X1",
            IssuedOn = recorded.IssuedOn,
        });

        var entry = await credit.OnlyEntryAsync(learner);
        Assert.Equal((50, "x-senior", null), (entry.Credits, entry.Line, entry.Risk));
    }

    [Theory, Engines]
    public async Task D43_credit_taken_back_makes_room_under_the_cap(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        await credit.AgreeAsync(60, null, Internship(), X());
        var learner = await credit.LearnerAsync();
        var recorded = await credit.CertifyAsync(learner);
        await credit.Enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(learner)));
        await credit.By(Bpc).WithdrawXCertificateAsync(recorded.Id, new() { Reason = "Revoked." });
        Assert.Equal([20, 40], (await credit.TranscriptAsync(learner)).Entries.Select(entry => entry.Credits));

        var taken = await credit.DecideAsync(learner, "x-certificate", recorded.Id, "take-back");

        Assert.Equal([0, 60], taken.Entries.Select(entry => entry.Credits));
    }

    [Theory, Engines]
    public async Task D43_a_transcript_shows_what_was_known_on_a_day(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        await credit.AgreeAsync(300, lines: X());
        var learner = await credit.LearnerAsync();
        var recorded = await credit.CertifyAsync(learner);
        credit.Enrollment.App.Today.MoveTo(Day.AddDays(1));
        await credit.By(Bpc).WithdrawXCertificateAsync(recorded.Id, new() { Reason = "Revoked." });
        credit.Enrollment.App.Today.MoveTo(Day.AddDays(2));
        await credit.DecideAsync(learner, "x-certificate", recorded.Id, "take-back");

        var known = new List<(int, int)>();
        foreach (var day in new[] { -1, 0, 1, 2 })
        {
            var transcript = await credit.TranscriptAsync(learner, Day.AddDays(day));
            known.Add((transcript.Credits, transcript.AtRisk));
        }

        Assert.Equal([(0, 0), (20, 0), (20, 20), (0, 0)], known);
        await credit.TranscriptAsync(learner, Day.AddDays(3))
            .ShouldBeProblemAsync("known-on-in-future", HttpStatusCode.UnprocessableEntity);
    }

    // The mentor's assessment follows the completion; a visit and a stopped placement earn nothing.
    [Theory, Engines]
    public async Task D12_any_order_and_repetition_of_the_events_gives_the_same_transcript(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        await credit.AgreeAsync(130, null, Internship(times: 3, hours: 160), X());
        var number = 0;

        await Gen.Shuffle(new[] { 0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5 }).SampleAsync(
            async order =>
            {
                var learner = await credit.LearnerAsync(studentNumber: $"S{++number}");
                await credit.CertifyAsync(learner, number: $"X{number}");
                PlacementV1 Ended(int month, int hours = 960) =>
                    Facts.Placement(learner, hours: hours, endsOn: new DateOnly(2026, month, 28));
                var (first, second) = (Ended(3), Ended(7));
                object[] events =
                [
                    Facts.Of(first), Facts.Of(first with { State = "assessed", MentorGrade = Grade.Fail, Version = 3 }), Facts.Of(second),
                    Facts.Of(Ended(4, hours: 159)), Facts.Of(Ended(5) with { Kind = PlacementKind.CognitiveVisit }),
                    Facts.Of(Ended(6) with { State = "stopped", Grade = null, Hours = null }),
                ];
                foreach (var one in order) await credit.Enrollment.App.DeliverAsync(events[one]);

                var transcript = await credit.TranscriptAsync(learner);
                Assert.Equal((130, 0), (transcript.Credits, transcript.AtRisk));
                Assert.Equal(
                    [
                        (3, 60, "earned"), (4, 0, "hours-below"), (5, 0, "cognitive-visit"), (6, 20, "earned"), (6, 0, "stopped"),
                        (7, 50, "cap-reached"),
                    ],
                    transcript.Entries.Select(entry => (entry.EffectiveOn.Month, entry.Credits, entry.Why)));
            },
            iter: 15, threads: 1);
    }
}
