using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Internships.Applications;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Learners;
using IndustryPartnership.Internships.Slots;
using IndustryPartnership.Internships.Templates;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// The learner accepts an offer by its last day, and takes a place in the slot (D37). A learner has one placement at a time (D38). The
/// placement then waits for consent (D32).
/// </summary>
public static class AcceptOffer
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/applications/{id:guid}/acceptance", HandleAsync)
        .WithName(nameof(AcceptOffer)).WithSummary("Accept an offered place").Allow(Roles.Learner);

    private static async Task<Results<Created<Placement>, Refusal>> HandleAsync(
        Guid id, UnitOfWork work, IPublishEndpoint events, RulePacks packs, Act act)
    {
        if (await ApplicationRow.HoldAsync(work, id, act) is not { } application) return CommonProblems.NotFound();
        var decided = await AcceptAsync(work, events, application, packs, act);
        if (decided.Thing is not { } placement) return decided.Refusal!;
        return await work.CommitAsync(TypedResults.Created($"/industry-partnership/v1/placements/{placement.Id}", placement));
    }

    /// <summary>Judges and records an acceptance, for a request and for a row of an import.</summary>
    internal static async Task<Decided<Placement>> AcceptAsync(
        UnitOfWork work, IPublishEndpoint events, Application application, RulePacks packs, Act act)
    {
        if (application.State == ApplicationState.Lapsed) return Problems.OfferLapsed(application, act.Today);
        if (application.State != ApplicationState.Offered) return Problems.ApplicationNotIn(application, ApplicationState.Offered);

        // D38 looks at all placements of the person. Lock the person's rows first, so that two slots cannot take one person at once.
        await PeriodRow.HoldAsync(work, application.LearnerId);
        var learner = await LearnerRow.HoldAsync(work, application.LearnerId);
        var slot = await SlotRow.HoldAsync(work, application.SlotId);
        if (learner.WhyNot(packs, slot.Facts, application.Institution, act.Today) is { } problem) return problem;
        // The days of a stopped placement are checked when this one starts.
        var others = await PeriodRow.StandingAsync(work, application.LearnerId);
        var alone = OnePlacementAtATime.Judge(
            slot.FirstDay(act.Today), slot.EndsOn, [.. others.Select(other => (other.StartsOn, other.EndsOn))]);
        if (!alone.Passes) return Problems.PlacedAtThatTime(alone);
        var template = await AgreementTemplates.CurrentAsync(work, application.Institution);
        if (AgreementTemplates.WhyNot(template, packs, slot, application.Institution) is { } noText) return noText;
        if (await SlotPlace.TakeAsync(work, slot, application.Institution, act.Today, act.Today) is { } noPlace) return noPlace;

        var (placement, text) = Agreed(application, slot, template, packs.BurdensOn(slot.Facts));
        await AddAsync(work, placement, text, act);
        await ApplicationRow.RecordAsync(work, application.Next(ApplicationState.Accepted), "accepted", act);
        await work.AuditAsync("placement", placement.Id, placement.Version, "confirmed", act);
        await Steps.AddAsync(work, placement.Id, placement.Version, "place accepted", act.Caller.Org, act.Today, act.Now);
        await events.Publish(new PlacementConfirmedV1 { OccurredAt = act.Now, Placement = placement.ToEvent() });
        return placement;
    }

    // The planned placement, and the text that all will sign (D31).
    private static (Placement Placement, string Text) Agreed(
        Application application, Slot slot, AgreementTemplate? template, NoBurdens.Limits? noBurdens)
    {
        var id = Guid.CreateVersion7();
        List<string> coSignatories = [.. slot.Terms.CoSignatories.Where(code => code != application.Institution)];
        var text = TripartiteText.Of(new AgreedPlacement
        {
            PlacementId = id,
            LearnerId = application.LearnerId,
            Institution = application.Institution,
            Enterprise = application.Enterprise,
            SlotTitle = slot.Title,
            Slot = slot.Facts,
            StartsOn = slot.StartsOn,
            EndsOn = slot.EndsOn,
            CoSignatories = coSignatories,
            TemplateVersion = template?.Version,
            Clauses = template?.Clauses,
            NoBurdens = noBurdens,
        });
        return (new Placement
        {
            Id = id,
            SlotId = application.SlotId,
            LearnerId = application.LearnerId,
            Institution = application.Institution,
            Enterprise = application.Enterprise,
            StartsOn = slot.StartsOn,
            EndsOn = slot.EndsOn,
            State = PlacementState.AwaitingConsent,
            StartedOn = null,
            TextHash = text.Hash,
            Consents = [],
            Signatures = [],
            Pauses = [],
            Mentor = null,
            MentorId = null,
            Hours = null,
            Grade = null,
            MentorGrade = null,
            Version = 1,
            TeacherId = null,
            CoSignatories = coSignatories,
            Posts = [],
            Kind = slot.Terms.Kind,
        }, text.Text);
    }

    private static async Task AddAsync(UnitOfWork work, Placement placement, string text, Act act)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.placement
                (id, slot_id, learner_id, institution, enterprise, starts_on, ends_on, state, text, text_hash, version, created_at)
            VALUES (@Id, @SlotId, @LearnerId, @Institution, @Enterprise, @StartsOn, @EndsOn, @State, @text, @TextHash, @Version, @Now)
            """,
            new
            {
                placement.Id,
                placement.SlotId,
                placement.LearnerId,
                placement.Institution,
                placement.Enterprise,
                placement.StartsOn,
                placement.EndsOn,
                placement.State,
                text,
                placement.TextHash,
                placement.Version,
                act.Now,
            });
        foreach (var organisation in placement.CoSignatories)
        {
            await work.ExecuteAsync(
                "INSERT INTO partnership.placement_cosignatory (placement_id, organisation) VALUES (@Id, @organisation)",
                new { placement.Id, organisation });
        }
    }
}
