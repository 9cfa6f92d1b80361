using Contracts;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>Staff counts, applications and acceptances in bulk. Nothing skips an offer or a consent.</summary>
public sealed class ImportTests
{
    private const string Api = "/industry-partnership/v1";

    [Theory, Engines]
    public async Task D29_rows_state_staff_like_requests(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var admin = partnership.App.As(Dji, Roles.OrgAdmin);
        const string Upload = "staff,effectiveOn,postKind\n100,2026-01-01,\n20,2026-01-01,uav-pilot\n100,2026-01-01,\n-1,2026-01-01,";

        var job = await admin.EndedAsync(admin.ImportAsync(Api, "staff-counts", Upload));

        Assert.Equal((4L, 2L, 1L, 1L), job.Counts());
        Assert.Equal(["staff"], Uploads.Rows(await admin.ReportAsync(Api, job)).Select(row => row["_column"]));
        Assert.Equal(
            [(null, 100), ("uav-pilot", 20)],
            (await partnership.OrgAdmin(Dji).ListStaffCountsAsync(Dji)).Items.Select(count => (count.PostKind, count.Staff)));
        // A college states no staff, as by a request.
        var college = partnership.App.As(Bpc, Roles.OrgAdmin);
        Assert.Equal((4L, 0L, 0L, 4L), (await college.EndedAsync(college.ImportAsync(Api, "staff-counts", Upload))).Counts());
    }

    [Theory, Engines]
    public async Task D37_rows_apply_and_accept_like_requests(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 5));
        var learners = new[] { await partnership.EnrolledLearnerAsync(), await partnership.EnrolledLearnerAsync() };
        var coordinator = partnership.App.As(Bpc, Roles.Coordinator);
        var upload = $"slotId,learnerId\n{slot.Id},{learners[0]}\n{slot.Id},{learners[1]}\n{Guid.Empty},{learners[1]}\n"
            + $"{slot.Id},{Guid.Empty}\n{slot.Id},{learners[0]}\nslot,{learners[0]}";

        var applied = await coordinator.EndedAsync(coordinator.ImportAsync(Api, "applications", upload));

        Assert.Equal((6L, 2L, 1L, 3L), applied.Counts());
        Assert.Equal(
            ["3 not-found", "4 not-yet-known", "6 malformed-request"],
            Uploads.Rows(await coordinator.ReportAsync(Api, applied)).Select(row => $"{row["_row"]} {row["_problem"].Split('/')[^1]}"));
        var applications = (await partnership.Coordinator(Bpc).ListApplicationsAsync()).Items;
        Assert.Equal(learners, applications.Select(application => application.LearnerId));

        await partnership.Manager(Dji).OfferPlaceAsync(applications[0].Id, new());
        var person = (await partnership.App.Db.QueryAsync<string>(
            "SELECT value FROM partnership.personal_value WHERE thing_id = @id AND member = 'person'",
            new { id = $"{learners[0]}" })).Single();
        var learner = partnership.App.AsPerson(Bpc, Roles.Learner, person);
        var rows = $"applicationId\n{applications[0].Id}\n{applications[1].Id}\n{applications[0].Id}";
        var accepted = await learner.EndedAsync(learner.ImportAsync(Api, "acceptances", rows));

        // The other application is another learner's, and has no offer.
        Assert.Equal((3L, 1L, 1L, 1L), accepted.Counts());
        Assert.Equal(learners[0], Assert.Single(await partnership.App.PublishedAsync<PlacementConfirmedV1>()).Placement.LearnerId);
        Assert.Equal("awaiting-consent", Assert.Single((await partnership.Coordinator(Bpc).ListPlacementsAsync()).Items).State);
    }
}
