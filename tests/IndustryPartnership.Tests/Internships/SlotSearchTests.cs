using System.Net;
using System.Text.Json;
using Contracts.Enrollment;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class SlotSearchTests
{
    [Theory, Engines]
    public async Task D36_open_slots_are_found_by_major_skill_place_and_days(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var beijing = await OpenedAsync(
            SlotRequest(majors: ["460609"]).With(new { skills = new[] { "UAV operation", "surveying", "surveying" }, place = "Beijing" }));
        var shanghai = await OpenedAsync(SlotRequest(
            startsOn: new DateOnly(2026, 9, 1),
            endsOn: new DateOnly(2027, 2, 28),
            majors: ["530701", "510202"]).With(new { skills = new[] { "live streaming" }, place = "Shanghai" }));
        var plain = await OpenedAsync(SlotRequest(majors: ["460301"]));
        await partnership.DraftSlotAsync(SlotRequest().With(new { place = "Beijing" }));

        var learner = partnership.AsLearner(Guid.NewGuid());
        Assert.Equal(["UAV operation", "surveying"], beijing.Terms.Skills);
        Assert.Equal("Beijing", beijing.Terms.Place);
        await FoundAsync(learner.ListSlotsAsync(state: "open", major: "460609"), beijing);
        await FoundAsync(learner.ListSlotsAsync(state: "open", major: "460601"), beijing);
        await FoundAsync(learner.ListSlotsAsync(state: "open", major: "510299"), shanghai);
        await FoundAsync(learner.ListSlotsAsync(state: "open", major: "46"), []);
        await FoundAsync(learner.ListSlotsAsync(state: "open", skill: "UAV operation"), beijing);
        await FoundAsync(learner.ListSlotsAsync(state: "open", place: "Shanghai"), shanghai);
        await FoundAsync(learner.ListSlotsAsync(state: "open", place: "Beijing", skill: "live streaming"), []);
        await FoundAsync(learner.ListSlotsAsync(state: "open", from: new(2026, 8, 1)), shanghai);
        await FoundAsync(learner.ListSlotsAsync(state: "open", until: new(2026, 7, 31)), beijing, plain);
        await FoundAsync(learner.ListSlotsAsync(state: "open", from: new(2026, 2, 1), until: new(2027, 2, 28)), beijing, shanghai, plain);
        await FoundAsync(learner.ListSlotsAsync(state: "open", from: new(2026, 2, 2), until: new(2027, 2, 27)), []);

        partnership.App.Today.MoveTo(new DateOnly(2026, 8, 1));
        await FoundAsync(learner.ListSlotsAsync(state: "open", place: "Beijing"), []);

        async Task<Slot> OpenedAsync(WriteSlotRequest request) =>
            await partnership.OpenAsync(await partnership.ApprovedSlotAsync(request));

        static async Task FoundAsync(Task<PageOfSlot> found, params Slot[] slots) =>
            Assert.Equal(slots.Select(slot => slot.Id), (await found).Items.Select(slot => slot.Id));
    }

    [Theory, Engines]
    public async Task D36_major_of_the_school_is_near_those_of_the_college_and_of_the_university(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var college = await partnership.OpenSlotAsync(SlotRequest(majors: ["530701"]));
        var university = await partnership.OpenSlotAsync(SlotRequest(majors: ["120201K"]));
        var learner = await partnership.EnrolledLearnerAsync(major: "710201");
        await partnership.ApplyAsync(college, learner).ShouldBeProblemAsync("major-does-not-match", HttpStatusCode.UnprocessableEntity);
        var told = JsonSerializer.Deserialize<ArticulationActivatedV1>(
            await File.ReadAllTextAsync(Path.Combine(Repository.Root, "contracts", "samples", "enrollment-articulation-activated-v1.json")),
            JsonSerializerOptions.Web)!;
        ArticulationOwnerV1[] owners =
        [
            new() { Owner = "school", Institution = "bj-school", Major = "710201" },
            new() { Owner = "college", Institution = Bpc, Major = "530701" },
            new() { Owner = "university", Institution = Ncut, Major = "120201K" },
        ];

        foreach (var _ in owners)
        {
            await partnership.App.DeliverAsync(told with
            {
                Articulation = told.Articulation with { FromMajor = "530701", ToMajor = "120201K", Owners = owners },
            });
        }

        await partnership.ApplyAsync(college, learner);
        await partnership.ApplyAsync(university, learner);
        var found = await partnership.Manager(Dji).ListSlotsAsync(major: "710201");
        Assert.Equal(2, found.Items.Count);
    }

    [Theory, Engines]
    public async Task D36_the_two_majors_of_an_articulation_are_near_each_other(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(majors: ["120201K"]));
        var (near, other) = (
            await partnership.EnrolledLearnerAsync(major: "530701"), await partnership.EnrolledLearnerAsync(major: "530302"));
        await partnership.ApplyAsync(slot, near).ShouldBeProblemAsync("major-does-not-match", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(0, await FoundAsync("530701"));

        await partnership.App.DeliverAsync(new ArticulationActivatedV1
        {
            OccurredAt = DateTimeOffset.UnixEpoch,
            Articulation = new ArticulationV1
            {
                Id = Guid.NewGuid(),
                Pathway = "2+3+2",
                FromInstitution = Bpc,
                FromMajor = "530701",
                ToInstitution = Ncut,
                ToMajor = "120201K",
                AgreementId = Guid.NewGuid(),
                State = "active",
                Version = 1,
            },
        });

        await partnership.ApplyAsync(slot, near);
        await partnership.ApplyAsync(slot, other).ShouldBeProblemAsync("major-does-not-match", HttpStatusCode.UnprocessableEntity);
        Assert.Equal((1, 0), (await FoundAsync("530701"), await FoundAsync("530302")));

        async Task<int> FoundAsync(string major) =>
            (await partnership.Manager(Huace).ListSlotsAsync(state: "open", major: major)).Items.Count;
    }

    [Theory, Engines]
    public async Task D25_a_slot_is_found_by_the_skills_of_its_base(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var training = await MemberTests.ApprovedAsync(partnership, Bpc, Dji);
        var slot = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(
            SlotRequest(startsOn: Day, endsOn: Day.AddDays(60)).With(new { baseId = training.Id })));
        await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest()));

        var found = await partnership.Manager(Dji).ListSlotsAsync(skill: training.Skills[0]);

        Assert.Equal(slot.Id, Assert.Single(found.Items).Id);
    }

    [Theory, Engines]
    public async Task D36_learner_with_a_major_of_another_class_does_not_match(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 2, majors: ["460609"]));

        var problem = await partnership.ApplyAsync(slot, await partnership.EnrolledLearnerAsync(major: "530701"))
            .ShouldBeProblemAsync("major-does-not-match", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D36", problem.Rule);
        var near = problem.Change("majorOfClass")[0].GetString() + "99";
        await partnership.ApplyAsync(slot, await partnership.EnrolledLearnerAsync(major: near));
    }
}
