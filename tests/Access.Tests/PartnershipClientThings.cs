using VocationalPlatform.Client.IndustryPartnership;
using static Contracts.Roles;

namespace Access.Tests;

/// <summary>How clients of a university are made, and requests of a new enterprise to BPC.</summary>
public sealed partial class PartnershipThings
{
    private Dictionary<string, Func<Task<Thing>>> ClientRecipes() => new()
    {
        ["AskClient"] = async () => await UniversityAsync() is var code
            ? new Thing { Own = code, Body = Client(code), ShownOnce = "secret" }
            : null!,
        ["DecideClient"] = async () => Of(await AskedClientAsync(), new { decision = "grant", reason = "Their office confirmed it." }),
        ["EditClient"] = async () => Of(
            await GrantedClientAsync(),
            new { name = "Student system", purpose = "Learners and marks.", contactName = "IT office", contactEmail = "it@example.org" },
            version: 2),
        ["RotateClientSecret"] = async () => Of(await GrantedClientAsync(), new { formerHours = 48 }) with { ShownOnce = "secret" },
        ["CloseClient"] = async () => Of(await GrantedClientAsync(), new { reason = "The system is switched off." }),
        ["ListClients"] = async () => await GrantedClientAsync() is var client
            ? new Thing { Own = client.Organisation, Listed = $"{client.Id}" }
            : null!,
        ["GetClient"] = async () => Of(await GrantedClientAsync()),
        ["GetClientContact"] = async () => Of(await GrantedClientAsync()),
        ["GetClientCredential"] = async () => Of(await GrantedClientAsync()),
        ["AskVerification"] = async () => await EnterpriseAsync($"e{Next()}") is var code
            ? new Thing(code) { Own = code, Body = new { institution = "bpc" } }
            : null!,
        ["RefuseVerification"] = async () => new Thing(await VerificationAsync()) { Body = new { reason = "We do not know it." } },
        ["ListVerificationRequests"] = async () => new Thing { Listed = $"{await VerificationAsync()}" },
        ["GetVerificationRequest"] = async () => new Thing(await VerificationAsync()),
    };

    private static AskClientRequest Client(string organisation) => new()
    {
        Organisation = organisation,
        Name = "Student system",
        Purpose = "Sends learners, and follows the feed.",
        Roles = [OrgAdmin, Registrar],
        ContactName = "IT office",
        ContactEmail = "it@example.org",
        ContactPhone = "+86 10 0000 0000",
    };

    private static Thing Of(Client client, object? body = null, int? version = null) =>
        new(client.Id) { Own = client.Organisation, Body = body, Version = version };

    private async Task<Client> AskedClientAsync() =>
        await UniversityAsync() is var code ? await By(code, OrgAdmin).AskClientAsync(Client(code)) : null!;

    private async Task<Client> GrantedClientAsync() => await By("bjedu", Authority).DecideClientAsync(
        (await AskedClientAsync()).Id, new() { Decision = "grant", Reason = "Their office confirmed it." });

    private async Task<Guid> VerificationAsync()
    {
        var code = await EnterpriseAsync($"e{Next()}");
        return (await By(code, OrgAdmin).AskVerificationAsync(code, new() { Institution = "bpc" })).Id;
    }
}
