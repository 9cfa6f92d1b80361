using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Http;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>When a text may be signed, and the effect of a signature: on the first text (D22), or on an amendment (D23).</summary>
internal static class SignatureOfAgreement
{
    /// <summary>Why a text cannot be signed any more, or not on that day.</summary>
    public static Refusal? WhyNotOn(Agreement held, string rule, DateOnly? signedOn, DateOnly today)
    {
        var validUntil = held.Amendment?.ValidUntil ?? held.ValidUntil;
        if (validUntil < today) return Problems.AgreementPast(held, validUntil, today);
        // An agreement that was never in force cannot be amended.
        var notBefore = held.Amendment is null ? null : held.Signatures.Max(signature => (DateOnly?)signature.SignedOn);
        return signedOn is { } day && DayOfAct.Judge(rule, "signedOn", day, notBefore, today) is { Passes: false } verdict
            ? Problems.NotOnThatDay(verdict)
            : null;
    }

    /// <summary>Writes what becomes of the texts. A text holds from its latest signature on, and not before the agreement does.</summary>
    public static async Task WriteTextsAsync(UnitOfWork work, Agreement held, Agreement next, bool isLast, DateOnly lastDay)
    {
        var from = lastDay > held.ValidFrom ? lastDay : held.ValidFrom;
        if (!isLast && held.Amendment is { } amendment) await TextRow.SetStateAsync(work, held.Id, amendment, "signed");
        if (isLast && held.Amendment is not null) await TextRow.ReplaceAsync(work, held.Id, next.Revision, from);
        if (isLast && held.Amendment is null) await TextRow.AddFirstAsync(work, next, from);
    }

    /// <summary>The step in history and audit, with its event.</summary>
    public static Done DoneBy(Agreement held, Agreement next, bool isLast, Act act) => (held.Amendment, isLast) switch
    {
        (null, false) => new Done("signed"),
        (null, true) => new Done("signed by all")
        {
            Fact = new AgreementActivatedV1 { OccurredAt = act.Now, Agreement = next.ToEvent() },
        },
        (_, false) => new Done("amendment signed"),
        _ => new Done("amended") { Fact = new AgreementAmendedV1 { OccurredAt = act.Now, Agreement = next.ToEvent() } },
    };
}
