using Contracts.FacultyCertification;
using VocationalPlatform.Client.IndustryPartnership;
using static Contracts.Roles;

namespace Access.Tests;

/// <summary>How a base of BPC and DJI is made, and a seat at it.</summary>
public sealed partial class PartnershipThings
{
    private Dictionary<string, Func<Task<Thing>>> BaseRecipes() => new()
    {
        ["ProposeBase"] = () => Made(new Thing { Body = Base() }),
        ["EditBase"] = async () => new Thing(await BaseAsync()) { Version = 1, Body = Base() },
        ["WithdrawBase"] = async () => new Thing(await BaseAsync()),
        ["ApproveBase"] = async () => new Thing(await AcceptedBaseAsync()) { Body = new { approvedOn = Day } },
        ["SuspendBase"] = async () => new Thing(await ApprovedBaseAsync()) { Body = new { reason = "Inspection.", suspendedOn = Day } },
        ["ListBases (proposed)"] = async () => new Thing { Listed = $"{await BaseAsync()}" },
        ["ListBases (approved)"] = async () => new Thing { Listed = $"{await ApprovedBaseAsync()}" },
        ["GetBase (proposed)"] = async () => new Thing(await BaseAsync()),
        ["GetBase (approved)"] = async () => new Thing(await ApprovedBaseAsync()),
        ["RecordAttendance"] = async () => new Thing(await PracticeAsync())
        {
            Version = 1,
            Body = new { attended = new[] { new { from = Day, until = Day } } },
        },
        ["CompleteTeacherPractice"] = async () => new Thing(await PracticeAsync(isAttended: true)),
        ["CancelTeacherPractice"] = async () => new Thing(await PracticeAsync()) { Body = new { reason = "The hall is closed." } },
        ["ListTeacherPractices"] = async () => new Thing { Listed = $"{await PracticeAsync()}" },
        ["GetTeacherPractice"] = async () => new Thing(await PracticeAsync()),
        ["GetTeacherPracticeHistory"] = async () => new Thing(await PracticeAsync()) { Listed = "reserved" },
        ["GetBaseSeats"] = async () => new Thing(await ApprovedBaseAsync()) { Query = $"?from={Day:O}&until={Day:O}" },
        ["GetBaseSeats (proposed)"] = async () => new Thing(await BaseAsync()) { Query = $"?from={Day:O}&until={Day:O}" },
        ["JoinBase"] = async () => new Thing(await BaseAsync()) { Body = new { joinedOn = Day } },
        ["InviteToBase"] = async () => new Thing(await ApprovedBaseAsync()) { Body = new { organisation = await UniversityAsync() } },
        ["WithdrawBaseInvitation"] = async () =>
        {
            var (id, code) = (await ApprovedBaseAsync(), await UniversityAsync());
            await By("bpc", Signatory).InviteToBaseAsync(id, new() { Organisation = code });
            return new Thing($"{id}", code);
        },
        ["LeaveBase"] = async () =>
            new Thing(await ApprovedBaseAsync()) { Body = new { reason = "Other plans.", leftOn = Day } },
        ["TagBase"] = async () => new Thing(await ApprovedBaseAsync()) { Version = 3, Body = Tags() },
        ["GetBaseHistory (proposed)"] = async () => new Thing(await BaseAsync()),
        ["GetBaseHistory (approved)"] = async () => new Thing(await ApprovedBaseAsync()),
    };

    private static ProposeBaseRequest Base() => new()
    {
        Name = "5G base",
        Parties = ["bpc", "dji"],
        Field = "5G engineering",
        Skills = ["base stations"],
        Capacity = 40,
        ValidFrom = new(2026, 1, 1),
        ValidUntil = new(2030, 12, 31),
    };

    private async Task<Guid> BaseAsync() => (await By("bpc", Signatory).ProposeBaseAsync(Base())).Id;

    private async Task<Guid> AcceptedBaseAsync() => (await By("dji", Signatory).JoinBaseAsync(await BaseAsync(), new())).Id;

    private async Task<Guid> ApprovedBaseAsync() =>
        (await By("bjedu", Authority).ApproveBaseAsync(await AcceptedBaseAsync(), new())).Id;

    /// <summary>A seat that a teacher of the third institution has at a base of BPC and DJI.</summary>
    private async Task<Guid> PracticeAsync(bool isAttended = false)
    {
        var id = Guid.NewGuid();
        var practice = new PracticeV1
        {
            Id = id,
            TeacherId = Guid.NewGuid(),
            Institution = "shougang-it",
            BaseId = await ApprovedBaseAsync(),
            From = Day,
            Until = Day.AddDays(30),
            State = "requested",
            Version = 1,
        };
        await App.DeliverAsync(new PracticeRequestedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Practice = practice });
        if (isAttended)
        {
            await By("bpc", OrgAdmin).RecordAttendanceAsync(id, version: 1, new() { Attended = [new() { From = Day, Until = Day }] });
        }
        return id;
    }
}
