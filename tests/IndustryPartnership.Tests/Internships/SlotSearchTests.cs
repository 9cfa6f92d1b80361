using System.Net;
using System.Text.Json;
using Contracts.Enrollment;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
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

        Assert.Equal(["UAV operation", "surveying"], [.. beijing.Term("skills").EnumerateArray().Select(skill => skill.GetString())]);
        Assert.Equal("Beijing", beijing.GetProperty("terms").Text("place"));
        await FoundAsync("major=460609", beijing);
        await FoundAsync("major=460601", beijing);
        await FoundAsync("major=510299", shanghai);
        await FoundAsync("major=46", []);
        await FoundAsync("skill=UAV%20operation", beijing);
        await FoundAsync("place=Shanghai", shanghai);
        await FoundAsync("place=Beijing&skill=live%20streaming", []);
        await FoundAsync("from=2026-08-01", shanghai);
        await FoundAsync("until=2026-07-31", beijing, plain);
        await FoundAsync("from=2026-02-01&until=2027-02-28", beijing, shanghai, plain);
        await FoundAsync("from=2026-02-02&until=2027-02-27", []);

        partnership.App.Today.MoveTo(new DateOnly(2026, 8, 1));
        await FoundAsync("place=Beijing", []);

        Task<JsonElement> OpenedAsync(object request) =>
            partnership.ApprovedSlotAsync(request)
                .ContinueWith(approved => partnership.OpenAsync(approved.Result).BodyAsync(), TaskScheduler.Default)
                .Unwrap();

        async Task FoundAsync(string query, params JsonElement[] slots)
        {
            var found = await partnership.AsLearner(Guid.NewGuid()).GetAsync($"{Api}/slots?state=open&{query}").BodyAsync();
            Assert.Equal(slots.Select(slot => slot.Id()), found.GetProperty("items").EnumerateArray().Select(slot => slot.Id()));
        }
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

        await partnership.ApplyAsync(slot, near).BodyAsync(HttpStatusCode.Created);
        await partnership.ApplyAsync(slot, other).ShouldBeProblemAsync("major-does-not-match", HttpStatusCode.UnprocessableEntity);
        Assert.Equal((1, 0), (await FoundAsync("530701"), await FoundAsync("530302")));

        async Task<int> FoundAsync(string major) =>
            (await partnership.Manager(Huace).GetAsync($"{Api}/slots?state=open&major={major}").BodyAsync()).GetProperty("items")
            .GetArrayLength();
    }

    [Theory, Engines]
    public async Task D25_a_slot_is_found_by_the_skills_of_its_base(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var training = await MemberTests.ApprovedAsync(partnership, Bpc, Dji);
        var slot = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(
            SlotRequest(startsOn: Day, endsOn: Day.AddDays(60)).With(new { baseId = training.Id() }))).BodyAsync();
        await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest())).BodyAsync();

        var skill = training.GetProperty("skills")[0].GetString()!;
        var found = await partnership.Manager(Dji).GetAsync($"{Api}/slots?skill={Uri.EscapeDataString(skill)}").BodyAsync();

        Assert.Equal(slot.Id(), Assert.Single(found.GetProperty("items").EnumerateArray()).Id());
    }
}
