using Contracts;
using static IndustryPartnership.Tests.PartnershipApp;
using VocationalPlatform.Client.IndustryPartnership;

namespace IndustryPartnership.Tests;

/// <summary>What tests of amendments do over and over.</summary>
internal static class Amending
{
    public static AmendAgreementRequest Wording(string terms, DateOnly? validUntil = null) =>
        new() { Title = "Cooperation", Terms = terms, ValidUntil = validUntil ?? new(2030, 12, 31) };

    public static Task<Agreement> AmendAsync(
        this PartnershipApp partnership, Agreement agreement, string by, string terms, DateOnly? validUntil = null) =>
        partnership.Signatory(by).ProposeAmendmentAsync(agreement.Id, Wording(terms, validUntil));

    /// <summary>The signature of an organisation on the amendment as it was read.</summary>
    public static Task<Agreement> SignAmendmentAsync(this PartnershipApp partnership, Agreement read, string by) =>
        partnership.Signatory(by).SignAgreementAsync(read.Id, new() { TextHash = read.Amendment!.TextHash });

    /// <summary>An agreement of two whose text another one has replaced.</summary>
    public static async Task<Agreement> AmendedAsync(
        this PartnershipApp partnership, Agreement agreement, string terms, string one, string other, DateOnly? validUntil = null)
    {
        var proposed = await partnership.AmendAsync(agreement, one, terms, validUntil);
        await partnership.SignAmendmentAsync(proposed, one);
        return await partnership.SignAmendmentAsync(proposed, other);
    }

    public static Task<Agreement> ReadAsync(this PartnershipApp partnership, Agreement agreement) =>
        partnership.By(Ncut, Roles.Signatory).GetAgreementAsync(agreement.Id);

    public static async Task<IReadOnlyList<RevisedText>> TextsAsync(this PartnershipApp partnership, Agreement agreement) =>
        (await partnership.Signatory(Ncut).ListAgreementTextsAsync(agreement.Id)).Items;
}
