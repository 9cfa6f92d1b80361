using System.Net;
using Contracts;
using Contracts.Enrollment;
using Kernel.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;
using static IndustryPartnership.Tests.PartnershipApp;

namespace IndustryPartnership.Tests;

/// <summary>D44: enrollment erases a learner's data, and this service erases its copy and what was written about them.</summary>
public sealed class ErasedLearnerTests
{
    [Theory, Engines]
    public async Task D44_the_learner_and_the_coordinator_read_all_that_is_held(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var (learner, placement) = await StoppedAsync(partnership);

        foreach (var client in new[] { partnership.AsLearner(learner.Id), partnership.Coordinator(Bpc) })
        {
            var data = await client.ExportPersonalDataAsync(learner.Id);

            Assert.Contains(data.Things, thing => thing.Kind == "placement" && thing.Id == $"{placement.Id}");
            Assert.Contains(data.Values, value => value is { Member: "reason", Value: "canary: ill." });
            Assert.Contains(data.Values, value => value is { Kind: "logbook", Member: "work", Value: "canary: flew." });
            Assert.Contains(data.Values, value => value is { Kind: "learner", Member: "birth-date", Value: "1999-12-31" });
        }
        await partnership.App.As(Ncut, Roles.Coordinator).GetAsync(
                new Uri($"/industry-partnership/v1/personal-data/{learner.Id}", UriKind.Relative), TestContext.Current.CancellationToken)
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task D44_the_copy_and_the_texts_go_and_no_late_news_brings_them_back()
    {
        await using var partnership = await StartAsync(Engine.Sqlite);
        var (learner, placement) = await StoppedAsync(partnership);
        var hours = (await partnership.ReadPlacementAsync(placement)).Hours;

        await partnership.App.DeliverAsync(Erased(learner, version: 3));
        await partnership.DeliverAsync(learner);
        await partnership.App.DeliverAsync(
            new LearnerWithdrawnV1 { OccurredAt = DateTimeOffset.UtcNow, Learner = learner with { State = "withdrawn", Version = 2 } });
        await partnership.App.DeliverAsync(Erased(learner, version: 3));

        var read = await partnership.ReadPlacementAsync(placement);
        Assert.Equal(("stopped", hours), (read.State, read.Hours));
        Assert.Equal(
            1,
            await partnership.App.Db.SingleAsync<int>(
                "SELECT COUNT(*) FROM partnership.learner WHERE id = @Id AND person_id IS NULL AND birth_date_id IS NULL",
                new { learner.Id }));
        Assert.Empty(await partnership.App.Db.QueryAsync<string>("SELECT value FROM partnership.personal_value WHERE kind = 'logbook'"));
        var file = await DatabaseFile.ReadAsync(
            Path.Combine(partnership.App.Services.GetRequiredService<IConfiguration>()["Sqlite:Folder"]!, "partnership.db"));
        Assert.DoesNotContain("canary", file, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("1999-12-31", file, StringComparison.Ordinal);
    }

    private static async Task<(LearnerV1 Learner, Placement Placement)> StoppedAsync(PartnershipApp partnership)
    {
        var learner = Learner() with { BirthDate = new(1999, 12, 31) };
        await partnership.DeliverAsync(learner);
        var placement = await partnership.ActiveAsync(await partnership.OpenSlotAsync(), learner.Id, Day);
        await partnership.NameMentorAsync(placement);
        var entry = await partnership.AsLearner(learner.Id).WriteLogbookAsync(
            placement.Id,
            new()
            {
                WeekOf = Internships.Law.LogbookWeek.MondayOf(Day),
                Days = [new() { Date = Day, Hours = 8, Work = "canary: flew." }],
            });
        await partnership.SignLogAsync(entry);
        await partnership.Coordinator(Bpc).StopPlacementAsync(placement.Id, new() { StoppedOn = Day, Reason = "canary: ill." });
        return (learner, placement);
    }

    internal static LearnerErasedV1 Erased(LearnerV1 learner, int version) => new()
    {
        OccurredAt = DateTimeOffset.UtcNow,
        Learner = new()
        {
            Id = learner.Id,
            Institution = learner.Institution,
            ArticulationId = learner.ArticulationId,
            Major = learner.Major,
            Cohort = learner.Cohort,
            Stage = learner.Stage,
            StageBeganOn = learner.StageBeganOn!.Value,
            State = "withdrawn",
            PresentInstitution = learner.PresentInstitution!,
            ErasedOn = Day,
            Course =
            [
                new()
                {
                    Version = 1,
                    EffectiveOn = learner.Since!.Value,
                    State = "enrolled",
                    Stage = learner.Stage,
                    PresentInstitution = learner.PresentInstitution!,
                },
            ],
            Version = version,
        },
    };
}
