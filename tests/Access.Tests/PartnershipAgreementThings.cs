using VocationalPlatform.Client.IndustryPartnership;
using static Contracts.Roles;

namespace Access.Tests;

/// <summary>Contacts, amendments, tags and copies, of BPC and DJI.</summary>
public sealed partial class PartnershipThings
{
    private Dictionary<string, Func<Task<Thing>>> AgreementRecipes() => new()
    {
        ["ListOrganisationHistory"] = () => Made(new Thing("dji")),
        ["AddContact"] = async () => await UniversityAsync() is var code ? new Thing(code) { Own = code, Body = Contact() } : null!,
        ["EditContact"] = async () => await UniversityAsync() is var code
            ? new Thing(code, $"{await ContactAsync(code)}") { Own = code, Version = 1, Body = Contact() }
            : null!,
        ["EditContact (of a partner)"] = async () => new Thing("dji", $"{await ContactAsync("dji")}") { Version = 1, Body = Contact() },
        ["RemoveContact"] = async () => await UniversityAsync() is var code
            ? new Thing(code, $"{await ContactAsync(code)}") { Own = code }
            : null!,
        ["RemoveContact (of a partner)"] = async () => new Thing("dji", $"{await ContactAsync("dji")}"),
        ["ListContacts"] = async () => new Thing("dji") { Listed = $"{await ContactAsync("dji")}" },
        ["SignAgreement (amendment)"] = async () => await AmendedAsync() is var agreement
            ? new Thing(agreement.Id) { Body = new { textHash = agreement.Amendment!.TextHash } }
            : null!,
        ["SignAgreement (on paper)"] = async () => await ProposedAsync() is var agreement
            ? new Thing(agreement.Id) { Body = OnPaper(agreement, 'a') }
            : null!,
        ["ProposeAmendment"] = async () => new Thing((await ActiveAsync()).Id) { Body = Amendment() },
        ["EditAmendment"] = async () => await AmendedAsync() is var agreement
            ? new Thing(agreement.Id) { Version = agreement.Version, Body = Amendment() }
            : null!,
        ["WithdrawAmendment"] = async () => new Thing((await AmendedAsync()).Id),
        ["CorrectPaperSignature"] = async () => new Thing(await SignedOnPaperAsync())
        {
            Body = new { signatory = "Li Hua", scanHash = new string('7', 64), reason = "Another page." },
        },
        ["TagAgreement"] = async () => new Thing((await ProposedAsync()).Id) { Version = 2, Body = Tags() },
        ["TagAgreement (draft)"] = async () => new Thing((await DraftAsync()).Id) { Version = 1, Body = Tags() },
        ["CompareCopy"] = async () => new Thing((await ActiveAsync()).Id) { Body = new { text = "{}" }, ChangesNothing = true },
        ["CompareCopy (draft)"] = async () => new Thing((await DraftAsync()).Id) { Body = new { text = "{}" }, ChangesNothing = true },
        ["ListAgreementTexts"] = async () => new Thing((await AmendedAsync()).Id),
        ["ListAgreementHistory"] = async () => new Thing((await AmendedAsync()).Id),
        ["ListAgreementHistory (draft)"] = async () => new Thing((await DraftAsync()).Id),
    };

    private static KeepContactsRequest Contact() =>
        new() { Desk = "internships", Name = "Wang Fang", Email = "office@example.org", Phone = "010-1234" };

    private static AmendAgreementRequest Amendment() =>
        new() { Title = "Cooperation", Terms = "What we agree on now.", ValidUntil = new(2032, 12, 31) };

    private static Tags Tags() => new() { Measures = ["industry-integration"], Strategies = ["Five focuses"] };

    private static SignAgreementRequest OnPaper(Agreement agreement, char scan) =>
        new() { TextHash = agreement.TextHash, SignedOn = Day, Signatory = "Li Hua", ScanHash = new string(scan, 64) };

    private async Task<Guid> ContactAsync(string code) => (await By(code, OrgAdmin).AddContactAsync(code, Contact())).Id;

    private async Task<Guid> SignedOnPaperAsync()
    {
        var agreement = await ProposedAsync();
        return (await By("bpc", Signatory).SignAgreementAsync(agreement.Id, OnPaper(agreement, '6'))).Id;
    }

    private async Task<Agreement> AmendedAsync() =>
        await By("bpc", Signatory).ProposeAmendmentAsync((await ActiveAsync()).Id, Amendment());
}
