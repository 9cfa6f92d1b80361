using Contracts;
using Contracts.FacultyCertification;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;
using static IndustryPartnership.Tests.PartnershipApp;

namespace IndustryPartnership.Tests;

using Tags = VocationalPlatform.Client.IndustryPartnership.Tags;

/// <summary>A command on what is run together answers with the state that it has recorded. The next GET says the same.</summary>
public sealed class RecordedCooperationTests
{
    private static readonly Tags Tags = new() { Measures = [Measure.IntegratingTeachers], Strategies = ["two", "one", "two"] };

    [Theory, Engines]
    public async Task Each_act_on_an_organisation_answers_with_what_a_GET_shows_afterwards(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var (owner, bpc) = (partnership.OrgAdmin(Huace), partnership.Coordinator(Bpc));

        await ShownAsync(owner.RegisterOrganisationAsync(
            new() { Code = Huace, Name = Huace, Kind = "enterprise" }), () => owner.GetOrganisationAsync(Huace));
        await ShownAsync(bpc.VerifyEnterpriseAsync(Huace), () => bpc.GetOrganisationAsync(Huace));
        foreach (var unit in new[] { "b-unit", "a-unit" })
        {
            await ShownAsync(owner.AddUnitAsync(Huace, new() { Code = unit, Name = unit }), () => owner.GetOrganisationAsync(Huace));
        }
        await ShownAsync(owner.AmendOrganisationAsync(
            Huace, version: 4, new() { Name = "Huace", NameZh = "华测" }), () => owner.GetOrganisationAsync(Huace));
        await ShownAsync(partnership.Authority.CloseOrganisationAsync(Huace, new() { Reason = "x" }), () =>
            partnership.Authority.GetOrganisationAsync(Huace));
    }

    [Theory, Engines]
    public async Task Each_act_on_an_agreement_answers_with_what_a_GET_shows_afterwards(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var (bpc, dji) = (partnership.Signatory(Bpc), partnership.Signatory(Dji));
        var drafted = await partnership.DraftAgreementAsync([Dji, Bpc]);
        Assert.Equal((await dji.GetAgreementAsync(drafted.Id)).AsJson(), drafted.AsJson());

        await ShownAsync(dji.ProposeAgreementAsync(drafted.Id), () => dji.GetAgreementAsync(drafted.Id));
        await ShownAsync(partnership.SignAsync(drafted, Dji), () => dji.GetAgreementAsync(drafted.Id));
        var wording = new EditAgreementRequest { Title = "x", Terms = "y", ValidFrom = Day, ValidUntil = Day.AddDays(99) };
        var edited = await ShownAsync(bpc.EditAgreementAsync(drafted.Id, version: 3, wording), () => bpc.GetAgreementAsync(drafted.Id));
        await ShownAsync(partnership.SignAsync(edited, Bpc), () => bpc.GetAgreementAsync(drafted.Id));
        var onPaper = new SignAgreementRequest
        {
            TextHash = edited.TextHash,
            SignedOn = Day,
            Signatory = "Li",
            ScanHash = new string('a', 64),
        };
        await ShownAsync(dji.SignAgreementAsync(drafted.Id, onPaper), () => dji.GetAgreementAsync(drafted.Id));
        await ShownAsync(dji.CorrectPaperSignatureAsync(
            drafted.Id, new() { Reason = "x", Signatory = "Li Na" }), () => dji.GetAgreementAsync(drafted.Id));
        await ShownAsync(bpc.TagAgreementAsync(drafted.Id, version: 7, Tags), () => bpc.GetAgreementAsync(drafted.Id));
        await ShownAsync(bpc.ProposeAmendmentAsync(
            drafted.Id, new() { Title = "x", Terms = "z", ValidUntil = Day.AddDays(50) }), () => bpc.GetAgreementAsync(drafted.Id));
        await ShownAsync(bpc.WithdrawAmendmentAsync(drafted.Id), () => bpc.GetAgreementAsync(drafted.Id));
        await ShownAsync(bpc.ProposeAmendmentAsync(
            drafted.Id, new() { Title = "x", Terms = "w", ValidUntil = Day.AddDays(50) }), () => bpc.GetAgreementAsync(drafted.Id));
        var other = new AmendAgreementRequest { Title = "v", Terms = "v", ValidUntil = Day.AddDays(60) };
        var amended = await ShownAsync(dji.EditAmendmentAsync(drafted.Id, version: 11, other), () => dji.GetAgreementAsync(drafted.Id));
        await ShownAsync(partnership.SignAmendmentAsync(amended, Bpc), () => bpc.GetAgreementAsync(drafted.Id));
        await ShownAsync(partnership.SignAmendmentAsync(amended, Dji), () => dji.GetAgreementAsync(drafted.Id));
        await ShownAsync(dji.TerminateAgreementAsync(drafted.Id, new() { Reason = "x" }), () => dji.GetAgreementAsync(drafted.Id));
    }

    [Theory, Engines]
    public async Task Each_act_on_a_consortium_answers_with_what_a_GET_shows_afterwards(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var (ncut, bpc, dji) = (partnership.OrgAdmin(Ncut), partnership.OrgAdmin(Bpc), partnership.OrgAdmin(Dji));
        var proposed = await ConsortiumApp.ProposeAsync(partnership, ConsortiumApp.Request([Ncut, Bpc], [Dji]));
        Assert.Equal((await ncut.GetConsortiumAsync(proposed.Id)).AsJson(), proposed.AsJson());

        await ShownAsync(bpc.JoinConsortiumAsync(proposed.Id, new()), () => bpc.GetConsortiumAsync(proposed.Id));
        await ShownAsync(ncut.EditConsortiumAsync(
            proposed.Id, version: 2, new() { Name = "x", Field = "y", Purpose = "z" }), () => ncut.GetConsortiumAsync(proposed.Id));
        await ShownAsync(bpc.JoinConsortiumAsync(proposed.Id, new()), () => bpc.GetConsortiumAsync(proposed.Id));
        await ShownAsync(dji.JoinConsortiumAsync(proposed.Id, new()), () => dji.GetConsortiumAsync(proposed.Id));
        await ShownAsync(ncut.FoundConsortiumAsync(proposed.Id, new()), () => ncut.GetConsortiumAsync(proposed.Id));
        await ShownAsync(bpc.TagConsortiumAsync(proposed.Id, version: 6, Tags), () => bpc.GetConsortiumAsync(proposed.Id));
        await ShownAsync(ncut.InviteToConsortiumAsync(
            proposed.Id, new() { Organisation = ShougangIt, Role = "member" }), () => ncut.GetConsortiumAsync(proposed.Id));
        await ShownAsync(ncut.WithdrawConsortiumInvitationAsync(proposed.Id, ShougangIt), () => ncut.GetConsortiumAsync(proposed.Id));
        await ShownAsync(ncut.AppointLeadAsync(proposed.Id, new() { Organisation = Dji }), () => ncut.GetConsortiumAsync(proposed.Id));
        await ShownAsync(ncut.InviteToConsortiumAsync(
            proposed.Id, new() { Organisation = ShougangIt, Role = "lead" }), () => ncut.GetConsortiumAsync(proposed.Id));
        var shougang = partnership.OrgAdmin(ShougangIt);
        await ShownAsync(shougang.JoinConsortiumAsync(proposed.Id, new()), () => shougang.GetConsortiumAsync(proposed.Id));
        await ShownAsync(shougang.LeaveConsortiumAsync(
            proposed.Id, new() { Reason = "x", LeftOn = Day.AddDays(9) }), () => shougang.GetConsortiumAsync(proposed.Id));
        foreach (var lead in new[] { ncut, bpc, dji, shougang })
        {
            await ShownAsync(lead.DissolveConsortiumAsync(proposed.Id, new() { Reason = "x" }), () => lead.GetConsortiumAsync(proposed.Id));
        }
    }

    [Theory, Engines]
    public async Task Each_act_on_a_base_answers_with_what_a_GET_shows_afterwards(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var (ncut, bpc, authority) = (partnership.OrgAdmin(Ncut), partnership.OrgAdmin(Bpc), partnership.Authority);
        var proposed = await ncut.ProposeBaseAsync(Request(Ncut, Dji, Bpc));
        Assert.Equal((await ncut.GetBaseAsync(proposed.Id)).AsJson(), proposed.AsJson());

        await ShownAsync(ncut.EditBaseAsync(proposed.Id, version: 1, Request(Ncut, Bpc)), () => ncut.GetBaseAsync(proposed.Id));
        await ShownAsync(bpc.JoinBaseAsync(proposed.Id, new()), () => bpc.GetBaseAsync(proposed.Id));
        await ShownAsync(authority.ApproveBaseAsync(proposed.Id, new()), () => authority.GetBaseAsync(proposed.Id));
        await ShownAsync(bpc.TagBaseAsync(proposed.Id, version: 4, Tags), () => bpc.GetBaseAsync(proposed.Id));
        await ShownAsync(ncut.InviteToBaseAsync(proposed.Id, new() { Organisation = Dji }), () => ncut.GetBaseAsync(proposed.Id));
        await ShownAsync(
            partnership.OrgAdmin(Dji).JoinBaseAsync(proposed.Id, new()), () => partnership.OrgAdmin(Dji).GetBaseAsync(proposed.Id));
        await ShownAsync(bpc.LeaveBaseAsync(proposed.Id, new() { Reason = "x", LeftOn = Day }), () => bpc.GetBaseAsync(proposed.Id));
        await ShownAsync(ncut.InviteToBaseAsync(proposed.Id, new() { Organisation = Bpc }), () => ncut.GetBaseAsync(proposed.Id));
        await ShownAsync(ncut.WithdrawBaseInvitationAsync(proposed.Id, Bpc), () => ncut.GetBaseAsync(proposed.Id));
        await ShownAsync(authority.SuspendBaseAsync(
            proposed.Id, new() { Reason = "x", SuspendedOn = Day }), () => authority.GetBaseAsync(proposed.Id));
        await ShownAsync(authority.ApproveBaseAsync(proposed.Id, new()), () => authority.GetBaseAsync(proposed.Id));
    }

    [Theory, Engines]
    public async Task Each_act_on_a_project_answers_with_what_a_GET_shows_afterwards(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var (bpc, dji) = (partnership.OrgAdmin(Bpc), partnership.OrgAdmin(Dji));
        var proposed = await bpc.ProposeProjectAsync(Project(Due("second", 9), Due("first", 9)));
        Assert.Equal((await bpc.GetProjectAsync(proposed.Id)).AsJson(), proposed.AsJson());

        await ShownAsync(bpc.EditProjectAsync(
            proposed.Id, version: 1, Project(Due("late", 9), Due("past", -9))), () => bpc.GetProjectAsync(proposed.Id));
        await ShownAsync(dji.JoinProjectAsync(proposed.Id, new()), () => dji.GetProjectAsync(proposed.Id));
        await ShownAsync(dji.StartProjectAsync(proposed.Id, new()), () => dji.GetProjectAsync(proposed.Id));
        await ShownAsync(dji.TagProjectAsync(proposed.Id, version: 4, Tags), () => dji.GetProjectAsync(proposed.Id));
        await ShownAsync(dji.AddMilestoneAsync(proposed.Id, Due("soon", 1)), () => dji.GetProjectAsync(proposed.Id));
        await ShownAsync(dji.CompleteMilestoneAsync(
            proposed.Id, "past", new() { EvidenceHash = new string('a', 64) }), () => dji.GetProjectAsync(proposed.Id));
        await ShownAsync(bpc.InviteToProjectAsync(proposed.Id, new() { Organisation = Ncut }), () => bpc.GetProjectAsync(proposed.Id));
        await ShownAsync(
            partnership.OrgAdmin(Ncut).JoinProjectAsync(proposed.Id, new()), () => partnership.OrgAdmin(Ncut).GetProjectAsync(proposed.Id));
        await ShownAsync(bpc.LeaveProjectAsync(proposed.Id, new() { Reason = "x" }), () => bpc.GetProjectAsync(proposed.Id));
        await ShownAsync(dji.CloseProjectAsync(
            proposed.Id, new() { Outcome = "cancelled", Reason = "x" }), () => dji.GetProjectAsync(proposed.Id));
    }

    [Theory, Engines]
    public async Task Each_act_on_a_teachers_practice_answers_with_what_a_GET_shows_afterwards(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var site = await MemberTests.ApprovedAsync(partnership, Ncut);
        var asked = new PracticeV1
        {
            Id = Guid.NewGuid(),
            TeacherId = Guid.NewGuid(),
            Institution = Bpc,
            BaseId = site.Id,
            From = Day,
            Until = Day.AddDays(20),
            State = "requested",
            Version = 1,
        };
        await partnership.App.DeliverAsync(new PracticeRequestedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Practice = asked });
        partnership.App.Today.MoveTo(Day.AddDays(9));
        var ncut = partnership.OrgAdmin(Ncut);
        IReadOnlyList<RecordAttendanceDays> attended =
            [new() { From = Day.AddDays(3), Until = Day.AddDays(4) }, new() { From = Day, Until = Day.AddDays(1) }];

        await ShownAsync(ncut.RecordAttendanceAsync(
            asked.Id, version: 1, new() { Attended = attended }), () => ncut.GetTeacherPracticeAsync(asked.Id));
        await ShownAsync(ncut.CompleteTeacherPracticeAsync(asked.Id), () => ncut.GetTeacherPracticeAsync(asked.Id));
    }

    [Theory, Engines]
    public async Task A_declined_invitation_keeps_other_invitations_in_the_parties_history(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var site = await MemberTests.ApprovedAsync(partnership, Ncut);
        var ncut = partnership.OrgAdmin(Ncut);
        foreach (var invited in new[] { Bpc, Dji }) await ncut.InviteToBaseAsync(site.Id, new() { Organisation = invited });

        await partnership.OrgAdmin(Bpc).WithdrawBaseInvitationAsync(site.Id, Bpc);

        var declined = (await ncut.GetBaseHistoryAsync(site.Id)).Items[^1].Thing!;
        Assert.Equal([Dji, Ncut], declined.Members.Select(member => member.Organisation));
    }

    private static async Task<T> ShownAsync<T>(Task<T> act, Func<Task<T>> read)
    {
        var replied = await act;
        Assert.Equal((await read()).AsJson(), replied.AsJson());
        return replied;
    }

    private static ProposeBaseRequest Request(params string[] parties) => new()
    {
        Name = "5G base",
        Parties = parties,
        Field = "5G engineering",
        Skills = ["masts", "base stations", "masts"],
        Capacity = 40,
        ValidFrom = Day.AddDays(-30),
        ValidUntil = Day.AddDays(300),
    };

    private static ProposeProjectMilestoneRequest Due(string code, int days) =>
        new() { Code = code, Title = code, DueOn = Day.AddDays(days) };

    private static ProposeProjectRequest Project(params ProposeProjectMilestoneRequest[] milestones) => new()
    {
        Title = "x",
        Description = "y",
        Parties = [Dji, Bpc],
        StartsOn = Day,
        EndsOn = Day.AddDays(200),
        Milestones = milestones,
    };
}
