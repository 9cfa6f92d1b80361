using System.Text.Json;
using Enrollment;
using FacultyCertification;
using IndustryPartnership;
using Testing;

namespace Access.Tests;

/// <summary>Each service checks tokens by itself, whoever stands before it.</summary>
public abstract class TokenTests(Things things)
{
    private const string NoIssuer = "http://127.0.0.1:9";

    public static TheoryData<string> Forgeries => [.. TestIssuer.Forgeries.Keys];

    [Theory, MemberData(nameof(Forgeries))]
    public async Task A_token_that_is_wrong_in_one_way_is_refused_by_every_operation(string forgery)
    {
        foreach (var (operation, thing, spec) in await OnePerOperationAsync())
        {
            using var before = things.Database.Take();
            var reply = await things.SendAsync(
                thing.To(operation, things.App.Mint(issuer => issuer.Mint(TestIssuer.Forgeries[forgery](spec(issuer))))));

            ShouldBe(reply, 401, "unauthenticated", operation);
            Assert.Null(before.Difference());
        }
    }

    [Fact]
    public async Task A_token_without_the_services_scope_is_refused_by_every_operation()
    {
        string[][] scopes =
        [
            [],
            [.. new[] { EnrollmentService.Name, FacultyCertificationService.Name, IndustryPartnershipService.Name }.Where(
                name => name != things.Service)],
            [$"{things.Service}x"], [things.Service.ToUpperInvariant()],
        ];
        foreach (var (operation, thing, spec) in await OnePerOperationAsync())
        {
            foreach (var without in scopes)
            {
                ShouldBe(
                    await things.SendAsync(
                        thing.To(operation, things.App.Mint(issuer => issuer.Mint(spec(issuer) with { Scopes = without })))),
                    403,
                    "forbidden",
                    operation);
            }
        }
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("a.b.c")]
    [InlineData("")]
    public async Task What_is_no_token_is_refused_by_every_operation(string token)
    {
        foreach (var (operation, thing, _) in await OnePerOperationAsync()) ShouldBe(
            await things.SendAsync(thing.To(operation, token)), 401, "unauthenticated", operation);
    }

    [Fact]
    public async Task While_the_issuer_is_away_no_token_is_called_wrong()
    {
        await using var alone = await things.StartAnotherAsync(NoIssuer);
        foreach (var (operation, thing, spec) in (await OnePerOperationAsync()).Take(3))
        {
            using var client = alone.With(things.App.Mint(issuer => issuer.Mint(spec(issuer))));
            using var request = new HttpRequestMessage(
                new HttpMethod(operation.Method), new Uri(Thing.At(operation, thing.Ids) + thing.Query, UriKind.Relative));
            using var reply = await client.SendAsync(request);

            await reply.ShouldBeProblemAsync("unavailable", System.Net.HttpStatusCode.ServiceUnavailable);
            Assert.NotNull(reply.Headers.RetryAfter);
        }
        using var nobody = alone.With(null);
        using var refused = await nobody.GetAsync(new Uri($"/{things.Service}/v1/parked", UriKind.Relative));
        await refused.ShouldBeProblemAsync("unauthenticated", System.Net.HttpStatusCode.Unauthorized);
    }

    private static void ShouldBe(Reply reply, int status, string what, Operation operation)
    {
        Assert.True(reply.Status == status, $"{operation.Id} answered {reply.Status}, not {status}: {reply.Body}");
        Assert.Equal("application/problem+json", reply.MediaType);
        Assert.Equal($"/problems/{what}", JsonSerializer.Deserialize<JsonElement>(reply.Body).GetProperty("type").GetString());
    }

    private async Task<IReadOnlyList<(Operation Operation, Thing Thing, Func<TestIssuer, TokenSpec> Spec)>> OnePerOperationAsync()
    {
        var all = new List<(Operation, Thing, Func<TestIssuer, TokenSpec>)>();
        foreach (var row in things.Table.Rows.DistinctBy(row => row.Operation).Where(row => !things.Anonymous.Contains(row.Operation)))
        {
            var thing = await things.MakeAsync(row);
            all.Add((things.OperationOf(row), thing, issuer => issuer.Spec(thing.Own ?? row.Own, [row.Doer!], person: thing.Person)));
        }
        return all;
    }
}

[Collection(EnrollmentService.Name)]
public sealed class EnrollmentTokenTests(EnrollmentThings things) : TokenTests(things);

[Collection(FacultyCertificationService.Name)]
public sealed class FacultyTokenTests(FacultyThings things) : TokenTests(things);

[Collection(IndustryPartnershipService.Name)]
public sealed class PartnershipTokenTests(PartnershipThings things) : TokenTests(things);
