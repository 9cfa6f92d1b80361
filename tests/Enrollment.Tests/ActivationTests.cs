using System.Net;
using Contracts.Enrollment;
using Contracts.IndustryPartnership;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

public sealed class ActivationTests
{
    private static readonly Func<AgreementV1, AgreementV1>[] Faults =
    [
        agreement => agreement with { State = "terminated" },
        agreement => agreement with { State = "expired" },
        agreement => agreement with { ValidFrom = Day.AddDays(1) },
        agreement => agreement with { ValidUntil = Day.AddDays(-1) },
        agreement => agreement with { Kind = AgreementKind.InternshipFramework },
        agreement => agreement with { Parties = [Bpc, ShougangIt] },
    ];

    // Its headers, and its bytes.
    private static Task<HttpResponseMessage> ActivateRawAsync(
        EnrollmentApp enrollment, Guid articulation, Guid agreementId, string org = Bpc) =>
        enrollment.Registrar(org).PostAsync($"{Api}/articulations/{articulation}/activation", new { agreementId });

    [Theory, Engines]
    public async Task D6b_an_articulation_is_active_under_an_agreement_of_both_institutions(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var draft = await enrollment.DraftAsync(Table1.ECommerce);
        var agreement = await enrollment.AgreeAsync();

        using var reply = await ActivateRawAsync(enrollment, draft.Id, agreement.Id, Ncut);

        var active = await reply.AsAsync<Articulation>();
        Assert.Equal(("active", agreement.Id, 2), (active.State, active.AgreementId, active.Version));
        Assert.Equal("\"2\"", reply.Headers.ETag?.Tag);
        var told = Assert.Single(await enrollment.App.PublishedAsync<ArticulationActivatedV1>()).Articulation;
        Assert.Equal(
            (draft.Id, "2+3+2", Bpc, "530701", Ncut, "120201K"),
            (told.Id, told.Pathway, told.FromInstitution, told.FromMajor, told.ToInstitution, told.ToMajor));
        Assert.Equal((agreement.Id, "active", 2), (told.AgreementId, told.State, told.Version));
        Assert.Equal("active", (await enrollment.ActivateAsync(draft.Id, agreement.Id)
            .ShouldBeProblemAsync("articulation-already-active", HttpStatusCode.Conflict)).Fact("state").GetString());
    }

    [Theory, Engines]
    public async Task D6b_only_the_two_institutions_activate(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var agreement = await enrollment.AgreeAsync(Facts.Agreement(Bpc, Ncut, ShougangIt));
        var draft = await enrollment.DraftAsync(Table1.ECommerce);

        await enrollment.ActivateAsync(draft.Id, agreement.Id, ShougangIt).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await enrollment.ActivateAsync(Guid.NewGuid(), agreement.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await enrollment.ActivateAsync(draft.Id, agreement.Id);
        await enrollment.ActivateAsync(draft.Id, agreement.Id, ShougangIt).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
    }

    [Theory, Engines]
    public async Task D6b_an_agreement_that_has_not_arrived_yet_is_tried_again_later(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var draft = await enrollment.DraftAsync(Table1.ECommerce);
        var agreement = Facts.Agreement(Bpc, Ncut);

        var later = await enrollment.ActivateAsync(draft.Id, agreement.Id).OutcomeAsync();
        await later.ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);
        Assert.NotNull(later.Refused?.RetryAfter);

        await enrollment.AgreeAsync(agreement);
        await enrollment.ActivateAsync(draft.Id, agreement.Id);
    }

    [Theory, Engines]
    public async Task D6b_agreement_of_other_parties_answers_as_unknown(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var draft = await enrollment.DraftAsync(Table1.ECommerce);
        var others = await enrollment.AgreeAsync(Facts.Agreement(Ncut, ShougangIt));
        var nobodys = Guid.NewGuid();

        using var foreign = await ActivateRawAsync(enrollment, draft.Id, others.Id);
        using var unknown = await ActivateRawAsync(enrollment, draft.Id, nobodys);

        await foreign.ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);
        Assert.Equal(
            (await unknown.Content.ReadAsStringAsync()).Replace(nobodys.ToString(), "", StringComparison.Ordinal),
            (await foreign.Content.ReadAsStringAsync()).Replace(others.Id.ToString(), "", StringComparison.Ordinal));
    }

    [Theory, Engines]
    public async Task D6b_unfit_agreement_is_refused_with_one_that_can_carry(Engine engine)
    {
        foreach (var fault in Faults)
        {
            await using var enrollment = await EnrollmentApp.StartAsync(engine);
            var draft = await enrollment.DraftAsync(Table1.ECommerce);
            var unfit = await enrollment.AgreeAsync(fault(Facts.Agreement(Bpc, Ncut)));
            Task<Problem> RefusedAsync() =>
                enrollment.ActivateAsync(draft.Id, unfit.Id)
                    .ShouldBeProblemAsync("agreement-cannot-carry", HttpStatusCode.UnprocessableEntity);

            var problem = await RefusedAsync();
            Assert.Equal("D6b", problem.Rule);
            Assert.Equal(unfit.Parties, problem.Fact("parties").EnumerateArray().Select(party => party.GetString()!));
            Assert.Equal((unfit.Kind, unfit.State), (problem.Fact("kind").GetString(), problem.Fact("state").GetString()));
            Assert.Equal(($"{unfit.ValidFrom:O}", $"{unfit.ValidUntil:O}", $"{Day:O}"), (problem.Fact("validFrom")
                .GetString(), problem.Fact("validUntil").GetString(), problem.Fact("today").GetString()));
            Assert.Null(problem.Change);
            Assert.Equal("draft", (await enrollment.By(Bpc).GetArticulationAsync(draft.Id)).State);

            await enrollment.AgreeAsync(Facts.Agreement(Ncut, ShougangIt));
            await enrollment.AgreeAsync(Facts.Agreement(Ncut, Bpc) with { Kind = AgreementKind.StrategicCooperation });
            var change = (await RefusedAsync()).Change("agreementId").GetGuid();
            await enrollment.ActivateAsync(draft.Id, change);
        }
    }

    [Theory, Engines]
    public async Task D6b_an_agreement_carries_on_its_first_and_its_last_day(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);

        await enrollment.ActiveAsync(
            Table1.ECommerce, await enrollment.AgreeAsync(Facts.Agreement(Bpc, Ncut) with { ValidFrom = Day, ValidUntil = Day }));

        await enrollment.EnrolAsync(Table1.ECommerce);
    }

    [Theory, Engines]
    public async Task D6b_a_closed_articulation_is_activated_again_under_another_agreement(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var first = await enrollment.AgreeAsync();
        var active = await enrollment.ActiveAsync(Table1.ECommerce, first);
        await enrollment.EndAsync(first);
        await enrollment.ActivateAsync(active.Id, first.Id)
            .ShouldBeProblemAsync("agreement-cannot-carry", HttpStatusCode.UnprocessableEntity);

        var second = await enrollment.AgreeAsync();
        var again = await enrollment.ActivateAsync(active.Id, second.Id);

        Assert.Equal(("active", second.Id, 4), (again.State, again.AgreementId, again.Version));
        Assert.Null(again.ClosureReason);
        await enrollment.EnrolAsync(Table1.ECommerce);
    }

    [Theory, Engines]
    public async Task D6b_an_ending_agreement_and_activations_under_it_cannot_cross(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        for (var round = 0; round < 4; round++)
        {
            var agreement = await enrollment.AgreeAsync();
            var drafts = new List<Guid>();
            foreach (var pair in Table1.All) drafts.Add((await enrollment.DraftAsync(pair with { ToMajor = $"R{round}" })).Id);

            var end = enrollment.EndAsync(agreement);
            var replies = await Task.WhenAll(drafts.Select(draft => enrollment.ActivateAsync(draft, agreement.Id).OutcomeAsync()));
            await end;

            foreach (var reply in replies.Where(reply => !reply.Passed))
            {
                await reply.ShouldBeProblemAsync("agreement-cannot-carry", HttpStatusCode.UnprocessableEntity);
            }
            foreach (var draft in drafts) Assert.NotEqual("active", (await enrollment.By(Bpc).GetArticulationAsync(draft)).State);
        }
        Assert.Equal(
            (await enrollment.App.PublishedAsync<ArticulationActivatedV1>()).Count,
            (await enrollment.App.PublishedAsync<ArticulationClosedV1>()).Count);
    }
}
