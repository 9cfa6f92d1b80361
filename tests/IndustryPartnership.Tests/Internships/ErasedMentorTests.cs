using System.Net;
using Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;
using static IndustryPartnership.Tests.PartnershipApp;

namespace IndustryPartnership.Tests;

/// <summary>D44: a mentor's key stands apart, and is erased on request once their placements have ended.</summary>
public sealed class ErasedMentorTests
{
    private const string Person = "canary-mentor";

    [Theory, Engines]
    public async Task D44_a_mentor_is_needed_while_a_placement_goes_on(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await MentoredAsync(partnership);

        await partnership.AsMentor(Person).AskErasureAsync(placement.MentorId!.Value, new())
            .ShouldBeProblemAsync("mentor-still-needed", HttpStatusCode.Conflict);

        await partnership.Coordinator(Bpc).StopPlacementAsync(placement.Id, new() { StoppedOn = Day, Reason = "Ill." });
        var asked = await partnership.AsMentor(Person).AskErasureAsync(placement.MentorId!.Value, new());
        Assert.Equal(("asked", "person", Dji), (asked.State, asked.AskedBy, asked.Institution));
    }

    [Theory, Engines]
    public async Task D44_the_mentor_and_their_enterprise_read_the_key(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await MentoredAsync(partnership);

        foreach (var client in new[] { partnership.AsMentor(Person), Admin(partnership, Dji) })
        {
            var data = await client.ExportPersonalDataAsync(placement.MentorId!.Value);
            Assert.Equal(("mentor", Person), (data.Kind, Assert.Single(data.Values).Value));
        }
        await Admin(partnership, Bpc).ExportPersonalDataAsync(placement.MentorId!.Value)
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.AsMentor("another").ExportPersonalDataAsync(placement.MentorId!.Value)
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task D37_one_person_of_an_enterprise_is_one_mentor(Engine engine)
    {
        await using var partnership = await StartAsync(engine);

        var (first, second) = (await MentoredAsync(partnership), await MentoredAsync(partnership));

        Assert.Equal(first.MentorId, second.MentorId);
    }

    [Fact]
    public async Task D44_an_erased_mentor_leaves_no_key_and_the_signed_week()
    {
        await using var partnership = await StartAsync(Engine.Sqlite);
        var placement = await MentoredAsync(partnership);
        var entry = await partnership.AsLearner(placement.LearnerId).WriteLogbookAsync(
            placement.Id,
            new()
            {
                WeekOf = Internships.Law.LogbookWeek.MondayOf(Day),
                Days = [new() { Date = Day, Hours = 8, Work = "Flew." }],
            });
        // The account that signs has its own id, as the issuer gave it; the audit keeps that.
        using var signing = partnership.App.With(partnership.App.Mint(issuer => issuer.Mint(
            issuer.Spec(Dji, [Roles.Mentor], person: Person, clientId: "portal") with { Subject = "account-7" })));
        await new IndustryPartnershipClient(signing).SignLogbookAsync(
            placement.Id, $"{entry.WeekOf:O}", new() { Version = entry.Version }, idempotencyKey: "once");
        await partnership.Coordinator(Bpc).StopPlacementAsync(placement.Id, new() { StoppedOn = Day, Reason = "Ill." });

        var asked = await Admin(partnership, Dji).AskErasureAsync(placement.MentorId!.Value, new() { Reason = "Left us." });
        await partnership.App.LiveUntilAsync(asked.DueOn!.Value);

        var nobody = $"{placement.MentorId:N}";
        var week = await partnership.AsLearner(placement.LearnerId).GetLogbookAsync(placement.Id, $"{entry.WeekOf:O}");
        Assert.Equal(("signed", nobody, "Flew."), (week.State, week.SignedBy, week.Days.Single().Work));
        Assert.Equal(nobody, (await partnership.ReadPlacementAsync(placement)).Mentor);
        await partnership.AsMentor(Person).GetPlacementAsync(placement.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        var file = await DatabaseFile.ReadAsync(
            Path.Combine(partnership.App.Services.GetRequiredService<IConfiguration>()["Sqlite:Folder"]!, "partnership.db"));
        Assert.DoesNotContain(Person, file, StringComparison.Ordinal);
    }

    private static async Task<Placement> MentoredAsync(PartnershipApp partnership)
    {
        var learner = Learner();
        await partnership.DeliverAsync(learner);
        var placement = await partnership.ActiveAsync(await partnership.OpenSlotAsync(), learner.Id, Day);
        return await partnership.NameMentorAsync(placement, Person);
    }

    private static IndustryPartnershipClient Admin(PartnershipApp partnership, string org) =>
        new(partnership.App.As(org, Roles.OrgAdmin));
}
