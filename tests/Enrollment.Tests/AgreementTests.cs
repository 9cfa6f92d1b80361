using System.Net;
using Contracts.Enrollment;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using Xunit;

namespace Enrollment.Tests;

/// <summary>What the end of an agreement does to the articulations under it.</summary>
public sealed class AgreementTests
{
    [Theory, Engines]
    public async Task D6b_end_of_the_agreement_closes_the_articulation_and_enrolled_learners_carry_on(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        foreach (var (index, state) in new[] { "terminated", "expired" }.Index())
        {
            var (ending, staying) = (await enrollment.AgreeAsync(), await enrollment.AgreeAsync());
            var (closes, stays) = (Table1.ECommerce with { ToMajor = $"C{index}" }, Table1.ECommerce with { ToMajor = $"S{index}" });
            var articulation = await enrollment.ActiveAsync(closes, ending);
            await enrollment.ActiveAsync(stays, staying);
            var learner = await enrollment.EnrolAsync(closes, $"A{index}");

            await enrollment.EndAsync(ending, state);

            var closed = await enrollment.By(Bpc).GetArticulationAsync(articulation.Id);
            Assert.Equal(("closed", $"agreement {ending.Id} {state}"), (closed.State, closed.ClosureReason));
            Assert.Equal(closed.Id, (await enrollment.App.PublishedAsync<ArticulationClosedV1>())[^1].Articulation.Id);
            await enrollment.EnrolAsync(closes, $"B{index}")
                .ShouldBeProblemAsync("no-active-articulation", HttpStatusCode.UnprocessableEntity);
            await enrollment.EnrolAsync(stays, $"B{index}");
            Assert.Equal("enrolled", (await enrollment.By(Bpc).GetLearnerAsync(learner.Id)).State);
        }
    }

    [Theory, Engines]
    public async Task D23_an_amendment_moves_the_last_day_and_closes_nothing(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var agreement = await enrollment.AgreeAsync();
        var articulation = await enrollment.ActiveAsync(Table1.ECommerce, agreement);

        await enrollment.App.DeliverAsync(Facts.Amended(agreement, agreement.ValidUntil.AddYears(2)));

        Assert.Equal(
            [agreement.ValidUntil.AddYears(2)],
            await enrollment.App.Db.QueryAsync<DateOnly>(
                "SELECT valid_until FROM enrollment.agreement WHERE id = @Id", new { agreement.Id }));
        Assert.Equal("active", (await enrollment.By(Bpc).GetArticulationAsync(articulation.Id)).State);
        await enrollment.EnrolAsync(Table1.ECommerce, "A1");
        // What ended before stays ended, whatever comes late.
        await enrollment.EndAsync(agreement with { Version = 5 });
        await enrollment.App.DeliverAsync(Facts.Amended(agreement with { Version = 3 }, agreement.ValidUntil.AddYears(9)));
        Assert.Equal("closed", (await enrollment.By(Bpc).GetArticulationAsync(articulation.Id)).State);
    }

    [Theory, Engines]
    public async Task D6b_an_end_that_arrives_before_the_beginning_wins(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var agreement = Facts.Agreement(Bpc, Ncut);
        var draft = await enrollment.DraftAsync(Table1.ECommerce);

        await enrollment.EndAsync(agreement);
        await enrollment.AgreeAsync(agreement);

        var problem = await enrollment.ActivateAsync(draft.Id, agreement.Id)
            .ShouldBeProblemAsync("agreement-cannot-carry", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("terminated", problem.Fact("state").GetString());
    }

    [Theory, Engines]
    public async Task D6b_repeated_end_of_an_agreement_closes_nothing_again(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var agreement = await enrollment.AgreeAsync();
        await enrollment.ActiveAsync(Table1.ECommerce, agreement);
        var end = Facts.Of(Facts.Ended(agreement));
        var message = Guid.NewGuid();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => enrollment.App.DeliverAsync(end, message)));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => enrollment.App.DeliverAsync(end)));

        Assert.Single(await enrollment.App.PublishedAsync<ArticulationClosedV1>());
    }

    [Theory, Engines]
    public async Task D6b_articulation_closed_by_hand_keeps_its_reason_when_the_agreement_ends(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var agreement = await enrollment.AgreeAsync();
        var active = await enrollment.ActiveAsync(Table1.ECommerce, agreement);
        await enrollment.CloseAsync(active.Id);

        await enrollment.EndAsync(agreement);

        Assert.Equal("No places this year.", (await enrollment.By(Bpc).GetArticulationAsync(active.Id)).ClosureReason);
        Assert.Single(await enrollment.App.PublishedAsync<ArticulationClosedV1>());
    }

    [Theory, Engines]
    public async Task D6b_enrolment_is_refused_after_the_agreements_last_day_before_its_end_is_told(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var agreement = await enrollment.AgreeAsync();
        await enrollment.ActiveAsync(Table1.ECommerce, agreement);

        enrollment.App.Today.MoveTo(agreement.ValidUntil);
        await enrollment.EnrolAsync(Table1.ECommerce, "S1", cohort: agreement.ValidUntil.Year);
        enrollment.App.Today.MoveTo(agreement.ValidUntil.AddDays(1));

        var problem = await enrollment.EnrolAsync(Table1.ECommerce, "S2", cohort: agreement.ValidUntil.Year)
            .ShouldBeProblemAsync("no-active-articulation", HttpStatusCode.UnprocessableEntity);
        Assert.False(Assert.Single(problem.Fact("articulations").EnumerateArray()).GetProperty("agreementIsInForce").GetBoolean());
    }
}
