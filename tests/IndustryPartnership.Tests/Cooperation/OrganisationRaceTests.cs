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
        var version = (await partnership.OrgAdmin(Ncut).GetOrganisationAsync(Ncut)).Version;
        for (var round = 0; round < Rounds; round++)
        {
            var replies = await Task.WhenAll(
                Enumerable.Range(0, 4).Select(number => partnership.OrgAdmin(Ncut)
                    .AmendOrganisationAsync(Ncut, version, new() { Name = $"Name {number}" }).OutcomeAsync()));

            version++;
            Assert.Single(replies, reply => reply.Passed);
            foreach (var reply in replies.Where(reply => !reply.Passed))
            {
                var problem = await reply.ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
                Assert.Equal(version, problem.Fact("version").GetInt32());
            }
        }
    }
}
