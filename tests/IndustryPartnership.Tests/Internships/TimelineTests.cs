using System.Net;
using Contracts;
using Contracts.Enrollment;
using static IndustryPartnership.Tests.Certificates;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class TimelineTests
{
    private const string School = "beijing-auto-school";

    [Theory, Engines]
    public async Task S21_timeline_shows_all_four_kinds_of_party(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.RegisterAsync(School, "secondary-school");
        var agreement = await partnership.ActiveAgreementAsync(School, Bpc, Ncut, Dji);
        await partnership.StateStaffAsync(Dji, null, 1000);
        await partnership.StateStaffAsync(Dji, "uav-pilot", 500);
        var learner = Learner() with { Since = new DateOnly(2024, 9, 1) };
        await partnership.App.DeliverAsync(new ArticulationActivatedV1
        {
            OccurredAt = new DateTimeOffset(2024, 6, 1, 0, 0, 0, TimeSpan.Zero),
            Articulation = Articulation(learner.ArticulationId),
        });
        await partnership.DeliverAsync(learner);
        var slot = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest()));
        var placement = await partnership.AcceptedAsync(slot, learner.Id);
        var certificate = await partnership.CertifiedTeacherAsync();
        await partnership.NameTeacherAsync(placement, certificate.TeacherId);
        await partnership.NameMentorAsync(placement);
        await partnership.ConsentAsync(placement);
        foreach (var party in new[] { Bpc, Dji, "learner" }) await partnership.SignPlacementAsync(placement, party);
        await partnership.StartPlacementAsync(placement);
        partnership.App.Today.MoveTo(Day.AddDays(30));
        await partnership.Coordinator(Bpc)
            .PausePlacementAsync(placement.Id, new() { Reason = "Confidential.", PausedOn = Day.AddDays(10) });
        await partnership.Coordinator(Bpc).ResumePlacementAsync(placement.Id, new() { ResumedOn = Day.AddDays(20) });
        await partnership.LoggedAsync(placement, Day.AddDays(1));
        await partnership.CompleteAsync(placement, Day.AddDays(30));
        // What comes after the end belongs to other pages.
        partnership.App.Today.MoveTo(Day.AddDays(90));
        await partnership.App.DeliverAsync(Revoked(certificate, Day.AddDays(60)));
        await partnership.App.DeliverAsync(News(
            learner,
            2,
            LearnerState.Withdrawn) is LearnerWithdrawnV1 gone
                ? gone with { Learner = gone.Learner with { Since = Day.AddDays(50) } }
                : null!);

        var timeline = await TimelineAsync(partnership.Manager(Dji), placement);

        Assert.Equal(
            [$"enterprise {Dji}", $"secondary-school {School}", $"university {Ncut}", $"vocational-college {Bpc}"],
            timeline.Parties.Select(kind => $"{kind.Key} {string.Join(' ', kind.Value)}")
                .Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                $"2024-06-01 enrollment {Bpc} articulation activated", $"2024-06-01 enrollment {Ncut} articulation activated",
                $"2024-09-01 enrollment {Bpc} enrolled",
                $"2025-09-01 faculty-certification {Bpc} teacher's certificate begins",
                .. new[] { School, Bpc, Dji, Ncut }.Order(StringComparer.Ordinal).Select(party => Own(0, party, "agreement signed")),
                Own(0, Dji, "slot written"), Own(0, Bpc, "slot approved"), Own(0, Dji, "slot opened"), Own(0, Bpc, "applied"),
                Own(0, Dji, "place offered"), Own(0, Bpc, "place accepted"), Own(0, Bpc, "teacher named"), Own(0, Dji, "mentor named"),
                Own(0, Bpc, "guardian consented"), Own(0, Bpc, "learner consented"), Own(0, Bpc, "institution signed"),
                    Own(0, Bpc, "learner signed"), Own(0, Dji, "enterprise signed"), Own(0, Dji, "started"),
                Own(10, Dji, "paused"), Own(20, Dji, "resumed"), Own(30, Bpc, "completed"),
            ],
            Entries(timeline));
        Assert.Equal([agreement.Id], timeline.Entries.Where(entry => entry.What == "agreement signed").Select(entry => entry.Reference)
            .Distinct());
        var raw = (await partnership.App.As(Dji, Roles.InternshipManager).GetAsync($"{Api}/placements/{placement.Id}/timeline").BodyAsync())
            .GetRawText();
        Assert.DoesNotContain("Confidential.", raw, StringComparison.Ordinal);
        Assert.DoesNotContain(PersonOf(learner.Id), raw, StringComparison.Ordinal);

        static string Own(int days, string organisation, string what) =>
            $"{Day.AddDays(days):O} industry-partnership {organisation} {what}";
    }

    [Theory, Engines]
    public async Task D5_timeline_gives_the_transfer_to_the_university(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (slot, learner) = (await partnership.OpenSlotAsync(), Learner());
        await partnership.DeliverAsync(learner);
        var placement = await partnership.ActiveAsync(slot, learner.Id);

        await partnership.App.DeliverAsync(Transferred(learner));

        var entries = Entries(await TimelineAsync(partnership.Coordinator(Bpc), placement));
        Assert.Contains($"{Day.AddYears(-1):O} enrollment {Ncut} transferred", entries);
        Assert.Contains($"2024-09-01 enrollment {Bpc} enrolled", entries);
    }

    [Theory, Engines]
    public async Task S21_timeline_is_in_order_of_days_and_only_its_parties_read_it(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 3));
        var texts = new List<string>();
        var (last, back) = (default(Placement)!, default(LearnerReturnedV1)!);
        foreach (var order in new[] { new[] { 0, 1, 2 }, [2, 1, 0], [1, 2, 1, 0, 2] })
        {
            var learner = Learner() with { Since = new DateOnly(2024, 9, 1) };
            await partnership.DeliverAsync(learner);
            var placement = await partnership.AcceptedAsync(slot, learner.Id);
            object[] news =
            [
                new ArticulationActivatedV1
                {
                    OccurredAt = new DateTimeOffset(2024, 6, 1, 0, 0, 0, TimeSpan.Zero),
                    Articulation = Articulation(learner.ArticulationId),
                },
                News(learner, 2, LearnerState.OnLeave),
                new ArticulationClosedV1
                {
                    OccurredAt = new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero),
                    Articulation = Articulation(learner.ArticulationId, 2, "closed"),
                },
            ];
            foreach (var place in order) await partnership.App.DeliverAsync(news[place]);

            var entries = Entries(await TimelineAsync(partnership.AsLearner(learner.Id), placement));
            Assert.Equal(entries.Select(entry => entry[..10]).Order(StringComparer.Ordinal), entries.Select(entry => entry[..10]));
            (last, back) = (placement, (LearnerReturnedV1)News(learner, 3, LearnerState.Enrolled));
            texts.Add(string.Join('\n', entries));
            foreach (var stranger in new[]
            {
                partnership.Coordinator(Ncut),
                partnership.AsLearner(Guid.NewGuid()),
                partnership.Signatory(ShougangIt),
            })
            {
                await stranger.GetPlacementTimelineAsync(placement.Id)
                    .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
            }
        }
        Assert.Single(texts.Distinct());
        partnership.App.Today.MoveTo(Day.AddDays(9));
        await partnership.App.DeliverAsync(back with { Learner = back.Learner with { Since = Day.AddDays(2) } });
        await partnership.StopAsync(last, Day.AddDays(1));
        Assert.EndsWith(
            $"{Day.AddDays(1):O} industry-partnership {Bpc} called off",
            Entries(await TimelineAsync(partnership.Coordinator(Bpc), last))[^1],
            StringComparison.Ordinal);
        Assert.Contains("went on leave", texts[0], StringComparison.Ordinal);
    }

    private static Task<ReadTimelineTimeline> TimelineAsync(IndustryPartnershipClient reader, Placement placement) =>
        reader.GetPlacementTimelineAsync(placement.Id);

    private static List<string> Entries(ReadTimelineTimeline timeline) =>
        [.. timeline.Entries.Select(entry => $"{entry.On:O} {entry.Service} {entry.Organisation} {entry.What}")];
}
