using System.Net;
using Testing;

namespace Platform.Tests.Flow;

/// <summary>A token is looked at by the gateway, and again by the service itself.</summary>
[Collection(WholePlatform.Name)]
public sealed class TokenTests(WholePlatform platform)
{
    private static readonly Dictionary<Service, string> Lists = new()
    {
        [Service.Enrollment] = "articulations",
        [Service.Faculty] = "certificates",
        [Service.Partnership] = "organisations",
    };

    /// <summary>Each service by its name, with each way in which a token can be wrong.</summary>
    public static TheoryData<string, string> Forged { get; } = new(
        from service in Service.Three from forgery in TestIssuer.Forgeries.Keys select (service.Name, forgery));

    public static TheoryData<string, string> Pairs { get; } = new(
        from own in Service.Three from other in Service.Three where own != other select (own.Name, other.Name));

    [Theory, MemberData(nameof(Pairs))]
    public async Task Gateway_and_service_both_refuse_a_token_for_another_service(string own, string other)
    {
        var token = platform.Processes.Issuer.Token("bpc", [Contracts.Roles.TeacherOffice], scopes: [own]);

        await ReadAsync(Named(own), Service.Gateway, token).BodyAsync();
        await ReadAsync(Named(own), Named(own), token).BodyAsync();
        await ReadAsync(Named(other), Service.Gateway, token).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await ReadAsync(Named(other), Named(other), token).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
    }

    [Theory, MemberData(nameof(Forged))]
    public async Task A_forged_token_is_refused_by_the_service_itself(string service, string forgery)
    {
        var issuer = platform.Processes.Issuer;
        var right = issuer.Spec("bpc", [Contracts.Roles.TeacherOffice]);

        await ReadAsync(Named(service), Named(service), issuer.Mint(right)).BodyAsync();
        await ReadAsync(Named(service), Named(service), issuer.Mint(TestIssuer.Forgeries[forgery](right))).ShouldBeProblemAsync(
            "unauthenticated", HttpStatusCode.Unauthorized);
    }

    private static Service Named(string name) => Service.Three.Single(service => service.Name == name);

    private async Task<HttpResponseMessage> ReadAsync(Service service, Service asked, string token)
    {
        using var client = platform.Processes.Directly(asked, token);
        return await client.GetAsync(new Uri($"/{service.Name}/v1/{Lists[service]}", UriKind.Relative));
    }
}
