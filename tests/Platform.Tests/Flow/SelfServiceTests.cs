using System.Net;
using System.Text.Json;
using Testing;
using VocationalPlatform.Client;
using VocationalPlatform.Client.IndustryPartnership;

namespace Platform.Tests.Flow;

/// <summary>An enterprise that nobody knows gets a client, registers, and is verified, with tokens of the local issuer.</summary>
[Collection(EmbeddedPlatform.Name)]
public sealed class SelfServiceTests(EmbeddedPlatform platform)
{
    private const string Enterprise = "newcomer";

    private Uri Address => platform.Process.Address;

    [Fact]
    public async Task A_newcomer_gets_tokens_after_the_grant_two_secrets_at_a_rotation_and_none_after_the_end()
    {
        using var guest = Local("guest");
        using var authority = Local("authority");
        using var college = Local("bpc");
        var asked = await new IndustryPartnershipClient(guest).AskClientAsync(new()
        {
            Organisation = Enterprise,
            Name = "Internship system",
            Purpose = "Offers posts.",
            Roles = ["org-admin", "internship-manager"],
            ContactName = "Office",
            ContactEmail = "office@newcomer.example",
        });
        Assert.Equal(HttpStatusCode.Unauthorized, (await TokenAsync(asked.Id, asked.Secret!)).Status);

        await new IndustryPartnershipClient(authority).DecideClientAsync(
            asked.Id, new() { Decision = "grant", Reason = "The office confirmed it by telephone." });
        Assert.Equal(HttpStatusCode.Unauthorized, (await TokenAsync(asked.Id, "vcs_wrong")).Status);
        using var own = PlatformHttp.Connect(Address, $"{asked.Id}", asked.Secret!);
        var enterprise = new IndustryPartnershipClient(own);
        await enterprise.RegisterOrganisationAsync(new() { Code = Enterprise, Name = "Newcomer Ltd", Kind = "enterprise" });
        var found = (await enterprise.ListOrganisationsAsync(kind: "vocational-college", name: "Polytechnic")).Items;
        var request = await enterprise.AskVerificationAsync(Enterprise, new() { Institution = found.Single().Code });
        await new IndustryPartnershipClient(college).VerifyEnterpriseAsync(Enterprise);
        Assert.Equal("verified", (await enterprise.GetVerificationRequestAsync(request.Id)).State);

        var rotated = await enterprise.RotateClientSecretAsync(asked.Id, new());
        foreach (var secret in new[] { asked.Secret!, rotated.Secret! })
        {
            Assert.Equal((HttpStatusCode.OK, Enterprise), await TokenAsync(asked.Id, secret));
        }
        await enterprise.RotateClientSecretAsync(asked.Id, new() { FormerHours = 0 });
        Assert.Equal(HttpStatusCode.Unauthorized, (await TokenAsync(asked.Id, rotated.Secret!)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await TokenAsync(asked.Id, asked.Secret!)).Status);

        var last = await enterprise.RotateClientSecretAsync(asked.Id, new());
        await enterprise.CloseClientAsync(asked.Id, new() { Reason = "The system is switched off." });
        Assert.Equal(HttpStatusCode.Unauthorized, (await TokenAsync(asked.Id, last.Secret!)).Status);
        Assert.DoesNotContain(asked.Secret!, platform.Process.Process.Output, StringComparison.Ordinal);
    }

    private HttpClient Local(string client) => PlatformHttp.Connect(Address, client, $"{client}-local-secret");

    private async Task<(HttpStatusCode Status, string? Org)> TokenAsync(Guid client, string secret)
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = $"{client}",
            ["client_secret"] = secret,
        });
        using var reply = await http.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
        if (!reply.IsSuccessStatusCode) return (reply.StatusCode, null);
        var claims = (await reply.BodyAsync()).Text("access_token").Split('.')[1];
        var json = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(claims));
        return (reply.StatusCode, json.RootElement.GetProperty("org").GetString());
    }
}
