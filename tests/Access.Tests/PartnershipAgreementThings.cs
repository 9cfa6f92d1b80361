using System.Text.Json;
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
            ? new Thing(code, await ContactAsync(code)) { Own = code, Version = 1, Body = Contact() }
            : null!,
        ["EditContact (of a partner)"] = async () => new Thing("dji", await ContactAsync("dji")) { Version = 1, Body = Contact() },
        ["RemoveContact"] = async () => await UniversityAsync() is var code
            ? new Thing(code, await ContactAsync(code)) { Own = code }
            : null!,
        ["RemoveContact (of a partner)"] = async () => new Thing("dji", await ContactAsync("dji")),
        ["ListContacts"] = async () => new Thing("dji") { Listed = await ContactAsync("dji") },
        ["SignAgreement (amendment)"] = async () => await AmendedAsync() is var agreement
            ? new Thing(Id(agreement)) { Body = new { textHash = agreement.GetProperty("amendment").GetProperty("textHash").GetString() } }
            : null!,
        ["SignAgreement (on paper)"] = async () => await ProposedAsync() is var agreement
            ? new Thing(Id(agreement)) { Body = new { textHash = agreement.GetProperty("textHash").GetString(), signedOn = Day, signatory = "Li Hua", scanHash = new string('a', 64) } }
            : null!,
        ["ProposeAmendment"] = async () => new Thing(Id(await ActiveAsync())) { Body = Amendment() },
        ["EditAmendment"] = async () => await AmendedAsync() is var agreement
            ? new Thing(Id(agreement)) { Version = agreement.GetProperty("version").GetInt32(), Body = Amendment() }
            : null!,
        ["WithdrawAmendment"] = async () => new Thing(Id(await AmendedAsync())),
        ["CorrectPaperSignature"] = async () => new Thing(await SignedOnPaperAsync())
        {
            Body = new { signatory = "Li Hua", scanHash = new string('7', 64), reason = "Another page." },
        },
        ["TagAgreement"] = async () => new Thing(Id(await ProposedAsync())) { Version = 2, Body = Tags() },
        ["TagAgreement (draft)"] = async () => new Thing(Id(await DraftAsync())) { Version = 1, Body = Tags() },
        ["CompareCopy"] = async () => new Thing(Id(await ActiveAsync())) { Body = new { text = "{}" }, ChangesNothing = true },
        ["CompareCopy (draft)"] = async () => new Thing(Id(await DraftAsync())) { Body = new { text = "{}" }, ChangesNothing = true },
        ["ListAgreementTexts"] = async () => new Thing(Id(await AmendedAsync())),
        ["ListAgreementHistory"] = async () => new Thing(Id(await AmendedAsync())),
        ["ListAgreementHistory (draft)"] = async () => new Thing(Id(await DraftAsync())),
    };

    private static object Contact() => new { desk = "internships", name = "Wang Fang", email = "office@example.org", phone = "010-1234" };

    private static object Amendment() =>
        new { title = "Cooperation", terms = "What we agree on now.", validUntil = new DateOnly(2032, 12, 31) };

    private static object Tags() => new { measures = new[] { "industry-integration" }, strategies = new[] { "Five focuses" } };

    private async Task<string> ContactAsync(string code) => Id(await DoAsync(code, OrgAdmin, $"/organisations/{code}/contacts", Contact()));

    private async Task<string> SignedOnPaperAsync()
    {
        var agreement = await ProposedAsync();
        var textHash = agreement.GetProperty("textHash").GetString();
        var body = new { textHash, signedOn = Day, signatory = "Li Hua", scanHash = new string('6', 64) };
        return Id(await DoAsync("bpc", Signatory, $"/agreements/{Id(agreement)}/signatures", body));
    }

    private async Task<JsonElement> AmendedAsync() =>
        await DoAsync("bpc", Signatory, $"/agreements/{Id(await ActiveAsync())}/amendments", Amendment());
}
