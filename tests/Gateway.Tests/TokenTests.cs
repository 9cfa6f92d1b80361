using System.Net;
using Testing;

namespace Gateway.Tests;

public sealed class TokenTests
{
    public static TheoryData<string> Forgeries => [.. TestIssuer.Forgeries.Keys];

    [Theory, MemberData(nameof(Forgeries))]
    public async Task A_token_that_is_wrong_in_one_way_is_refused_and_the_service_never_hears_of_it(string forgery)
    {
        await using var gateway = await GatewayApp.StartAsync();
        var right = gateway.Issuer.Spec("bpc", ["registrar"]);

        using var passed = await gateway.GetAsync("/enrollment/v1/learners", gateway.Issuer.Mint(right));
        using var refused = await gateway.GetAsync("/enrollment/v1/learners", gateway.Issuer.Mint(TestIssuer.Forgeries[forgery](right)));

        Assert.Equal(HttpStatusCode.OK, passed.StatusCode);
        await refused.ShouldBeProblemAsync("unauthenticated", HttpStatusCode.Unauthorized);
        Assert.Single(gateway.Enrollment.Seen);
    }

    [Fact]
    public async Task The_issuers_metadata_may_be_read_at_another_address_than_the_tokens_name()
    {
        await using var gateway = await GatewayApp.StartAsync();
        gateway.Set("Authentication:Authority", "https://login.example/");
        gateway.Set("Authentication:MetadataAddress", $"{gateway.Issuer.Url}/.well-known/openid-configuration");

        using var reply = await gateway.GetAsync("/enrollment/v1/learners", gateway.TokenOf("bpc"));

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    [Theory]
    [InlineData("not-a-token")]
    [InlineData("a.b.c")]
    [InlineData("")]
    public async Task What_is_no_token_is_refused(string token)
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync("/enrollment/v1/learners", token: null, ("Authorization", $"Bearer {token}"));

        await reply.ShouldBeProblemAsync("unauthenticated", HttpStatusCode.Unauthorized);
        Assert.StartsWith("Bearer", Assert.Single(reply.Headers.WwwAuthenticate).Scheme, StringComparison.Ordinal);
        Assert.Empty(gateway.Enrollment.Seen);
    }

    [Theory]
    [InlineData("/enrollment/v1/learners", "faculty-certification industry-partnership")]
    [InlineData("/faculty-certification/v1/teachers", "enrollment")]
    [InlineData("/industry-partnership/v1/slots", "enrollment-but-not-quite industry")]
    [InlineData("/enrollment/v1/learners", "")]
    public async Task A_token_without_the_scope_of_the_service_is_forbidden(string path, string scopes)
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync(path, gateway.Issuer.Token("bpc", ["registrar"], scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

        await reply.ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        Assert.Empty(gateway.Enrollment.Seen.Concat(gateway.Faculty.Seen).Concat(gateway.Partnership.Seen));
    }
}
