using System.Net;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>Whoever loses a race is told what is true, and not what was read before.</summary>
public sealed class OrganisationRaceTests
{
    private const int Rounds = 8;

    [Theory, Engines]
    public async Task The_later_of_two_concurrent_amendments_gets_the_others_version(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var path = $"{Api}/organisations/{Ncut}";
        var version = (await partnership.OrgAdmin(Ncut).GetAsync(new Uri(path, UriKind.Relative)).BodyAsync()).Version();
        for (var round = 0; round < Rounds; round++)
        {
            var replies = await Task.WhenAll(
                Enumerable.Range(0, 4).Select(number => partnership.OrgAdmin(Ncut)
                    .PutAsync(path, new { name = $"Name {number}" }, version)));

            version++;
            Assert.Single(replies, reply => reply.StatusCode is HttpStatusCode.OK);
            foreach (var reply in replies.Where(reply => reply.StatusCode is not HttpStatusCode.OK))
            {
                var problem = await reply.ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
                Assert.Equal(version, problem.GetProperty("facts").GetProperty("version").GetInt32());
            }
        }
    }
}
