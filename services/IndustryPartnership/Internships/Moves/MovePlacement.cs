using Contracts.IndustryPartnership;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Learners;
using IndustryPartnership.Internships.Placements;
using IndustryPartnership.Internships.Receipts;
using IndustryPartnership.Internships.Slots;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using MassTransit;

namespace IndustryPartnership.Internships.Moves;

/// <summary>Applies an agreed change to its placement (D37): with the last consent or, if its day is later, on that day.</summary>
internal static class MovePlacement
{
    /// <summary>
    /// Why a placement cannot continue at a slot from a day on. It checks the day (D37, D39), the slot's days, training and major (D5,
    /// D36), and age and stage (D27). It also checks co-signatories (D31), the place, the base and the agreement (D25, D37).
    /// </summary>
    public static async Task<Refusal?> WhyNotAsync(
        UnitOfWork work, RulePacks packs, Placement placement, Slot slot, DateOnly effectiveOn, DateOnly? lastLogged, DateOnly today)
    {
        var day = ChangeOfPost.Judge(effectiveOn, placement.PostSince, lastLogged, placement.EndsOn);
        if (!day.Passes) return Problems.CannotChangeThen(day);
        if (slot.Id == placement.SlotId) return null;
        var cover = ChangeOfPost.JudgeCover(effectiveOn, placement.EndsOn, new Period(slot.StartsOn, slot.EndsOn));
        if (!cover.Passes) return Problems.SlotDoesNotCover(cover);
        var now = await LearnerRow.HoldAsync(work, placement.LearnerId);
        if (now.WhyNotInTraining(placement.Institution) is { } notInTraining) return notInTraining;
        var learner = await now.AsOfAsync(work, effectiveOn);
        if (learner.WhyNot(packs, slot.Facts, placement.Institution, effectiveOn) is { } problem) return problem;
        if (Problems.NotFor(learner.Judge(packs, slot.Facts, effectiveOn, _ => "effectiveOn")) is { } notYet) return notYet;
        // Co-signatories sign an agreement, and not a change of one. A move to another enterprise has an agreement to sign.
        var strangers = slot.Enterprise != placement.Enterprise
            ? []
            : slot.Terms.CoSignatories.Except(placement.CoSignatories.Append(placement.Institution)).ToList();
        if (strangers.Count > 0) return Problems.CoSignatureMissing(strangers);
        return await SlotPlace.WhyNotAsync(work, slot, placement.Institution, effectiveOn, today);
    }

    /// <summary>Records a consent or a signature. With the last one the change is agreed or, if its day has come, in force.</summary>
    /// <returns>The change afterwards, or why it is not agreed.</returns>
    public static async Task<(PlacementChange Next, Refusal? WhyNot)> RecordAsync(
        UnitOfWork work, IPublishEndpoint events, RulePacks packs, ReceiptKeys keys, Placement placement, PlacementChange change,
        string action, Act act)
    {
        if (!change.IsComplete)
        {
            await PlacementChangeRow.RecordAsync(work, change, action, act);
            return (change, null);
        }
        // The logbook belonged to the present post until now. From here on, each entry belongs to the post agreed for its day.
        var lastLogged = await LogbookHours.LastDayAsync(work, change.PlacementId);
        var slot = await SlotRow.HoldAsync(work, change.ToSlotId);
        if (await WhyNotAsync(work, packs, placement, change, slot, lastLogged, act) is { } problem) return (change, problem);

        var agreed = change.AgreedFrom(act.Today);
        await PlacementChangeRow.RecordAsync(work, agreed, action, act);
        return agreed.EffectiveOn <= act.Today
            ? await TakeEffectAsync(work, events, packs, keys, placement, agreed, slot, act)
            : (agreed, null);
    }

    /// <summary>Why an agreed change does not, or would not, come into force on its day.</summary>
    public static async Task<Refusal?> WhyNotAsync(
        UnitOfWork work, RulePacks packs, Placement placement, PlacementChange change, Slot slot, DateOnly? lastLogged, Act act)
    {
        // A move from before moves had agreements.
        if (change.IsToAnotherEnterprise && change.AgreementHash is null) return Problems.NoAgreementOfMove(change);
        if (change.EffectiveOn <= act.Today && (!placement.IsUnderWay || placement.SlotId != change.FromSlotId))
        {
            return Problems.PlacementNotIn(placement, PlacementState.Active, PlacementState.Paused);
        }
        return await WhyNotAsync(work, packs, placement, slot, change.EffectiveOn, lastLogged, act.Today);
    }

    /// <summary>Puts an agreed change into force. The caller has checked that nothing prevents it.</summary>
    /// <returns>The change in force, or why there is no place left.</returns>
    public static async Task<(PlacementChange Next, Refusal? WhyNot)> TakeEffectAsync(
        UnitOfWork work, IPublishEndpoint events, RulePacks packs, ReceiptKeys keys, Placement placement, PlacementChange change, Slot slot,
        Act act)
    {
        if (change.IsMove && await SlotPlace.TakeAsync(work, slot, change.Institution, change.EffectiveOn, act.Today) is { } noPlace)
        {
            return (change, noPlace);
        }

        // A mentor named meanwhile stays if the enterprise stays and the change names no other mentor.
        (string? Key, Guid? Id) mentor = change.Mentor is not null ? (change.Mentor, change.MentorId)
            : change.ToEnterprise == placement.Enterprise ? (placement.Mentor, placement.MentorId)
            : default;
        var moved = placement.MovedTo(change.ToSlotId, change.ToEnterprise, mentor, change.EffectiveOn);
        var inForce = change.EndedAs(PlacementChange.InForce);
        if (change.IsMove) await StopPlacement.GiveBackAsync(work, change.FromSlotId);
        await PostRow.ChangeAsync(work, placement, change.EffectiveOn, change.ToSlotId, change.ToEnterprise, mentor.Id);
        await PlacementChangeRow.RecordAsync(work, inForce, PlacementChange.InForce, act);
        if (!change.IsMove)
        {
            await PlacementRow.RecordAsync(work, events, moved, "mentor changed", fact: null, act, $"change {change.Id}");
            return (inForce, null);
        }
        if (packs.Of(slot.Facts.LawOn) is { } pack && packs.Binds(pack, slot.Facts))
        {
            var learner = await (await LearnerRow.HoldAsync(work, moved.LearnerId)).AsOfAsync(work, change.EffectiveOn);
            var verdicts = VerdictsOfMove.Judge(learner, packs, slot.Facts, moved.IsWithoutGuardian, change, act.Today);
            await MoveReceipt.IssueAsync(work, keys, pack, moved, change, verdicts, act);
        }
        var fact = new PlacementMovedV1
        {
            OccurredAt = act.Now,
            FromSlotId = change.FromSlotId,
            FromEnterprise = change.FromEnterprise,
            MovedOn = change.EffectiveOn,
            Placement = moved.ToEvent(),
        };
        await PlacementRow.RecordAsync(work, events, moved, "moved", fact, act, $"change {change.Id}");
        return (inForce, null);
    }
}
