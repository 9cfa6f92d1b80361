using System.Text.Json;
using Contracts;
using Contracts.FacultyCertification;
using Testing;
using Xunit;
using static IndustryPartnership.Tests.PartnershipApp;

namespace IndustryPartnership.Tests;

/// <summary>A command on what is run together answers with the state that it has recorded. The next GET says the same.</summary>
public sealed class RecordedCooperationTests
{
    private static readonly object Tags =
        new { measures = new[] { Measure.IntegratingTeachers }, strategies = new[] { "two", "one", "two" } };

    [Theory, Engines]
    public async Task Each_act_on_an_organisation_answers_with_what_a_GET_shows_afterwards(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var at = $"{Api}/organisations/{Huace}";
        var (owner, bpc) = (partnership.OrgAdmin(Huace), partnership.Coordinator(Bpc));

        await ShownAsync(owner, at, owner.PostAsync($"{Api}/organisations", new { code = Huace, name = Huace, kind = "enterprise" }));
        await ShownAsync(bpc, at, bpc.PostAsync($"{at}/verification"));
        foreach (var unit in new[] { "b-unit", "a-unit" })
        {
            await ShownAsync(owner, at, owner.PostAsync($"{at}/units", new { code = unit, name = unit }));
        }
        await ShownAsync(owner, at, owner.PutAsync(at, new { name = "Huace", nameZh = "华测" }, version: 4));
        await ShownAsync(partnership.Authority, at, partnership.Authority.PostAsync($"{at}/closure", new { reason = "x" }));
    }

    [Theory, Engines]
    public async Task Each_act_on_an_agreement_answers_with_what_a_GET_shows_afterwards(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var (bpc, dji) = (partnership.Signatory(Bpc), partnership.Signatory(Dji));
        var drafted = await partnership.DraftAgreementAsync([Dji, Bpc]);
        var at = $"{Api}/agreements/{drafted.Id()}";
        Assert.Equal((await dji.GetAsync(at).BodyAsync()).GetRawText(), drafted.GetRawText());

        await ShownAsync(dji, at, dji.PostAsync($"{at}/proposal"));
        await ShownAsync(dji, at, partnership.SignAsync(drafted, Dji));
        var wording = new { title = "x", terms = "y", validFrom = Day, validUntil = Day.AddDays(99) };
        var edited = await ShownAsync(bpc, at, bpc.PutAsync(at, wording, version: 3));
        await ShownAsync(bpc, at, partnership.SignAsync(edited, Bpc));
        var onPaper = new { textHash = edited.Text("textHash"), signedOn = Day, signatory = "Li", scanHash = new string('a', 64) };
        await ShownAsync(dji, at, dji.PostAsync($"{at}/signatures", onPaper));
        await ShownAsync(dji, at, dji.PostAsync($"{at}/signature-corrections", new { reason = "x", signatory = "Li Na" }));
        await ShownAsync(bpc, at, bpc.PutAsync($"{at}/tags", Tags, version: 7));
        await ShownAsync(bpc, at, bpc.PostAsync($"{at}/amendments", new { title = "x", terms = "z", validUntil = Day.AddDays(50) }));
        await ShownAsync(bpc, at, bpc.PostAsync($"{at}/amendment/withdrawal"));
        await ShownAsync(bpc, at, bpc.PostAsync($"{at}/amendments", new { title = "x", terms = "w", validUntil = Day.AddDays(50) }));
        var other = new { title = "v", terms = "v", validUntil = Day.AddDays(60) };
        var amended = await ShownAsync(dji, at, dji.PutAsync($"{at}/amendment", other, version: 11));
        await ShownAsync(bpc, at, partnership.SignAmendmentAsync(amended, Bpc));
        await ShownAsync(dji, at, partnership.SignAmendmentAsync(amended, Dji));
        await ShownAsync(dji, at, dji.PostAsync($"{at}/termination", new { reason = "x" }));
    }

    [Theory, Engines]
    public async Task Each_act_on_a_consortium_answers_with_what_a_GET_shows_afterwards(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var (ncut, bpc, dji) = (partnership.OrgAdmin(Ncut), partnership.OrgAdmin(Bpc), partnership.OrgAdmin(Dji));
        var proposed = await ConsortiumApp.ProposeAsync(partnership, ConsortiumApp.Request([Ncut, Bpc], [Dji])).BodyAsync(Created);
        var at = $"{Api}/consortia/{proposed.Id()}";
        Assert.Equal((await ncut.GetAsync(at).BodyAsync()).GetRawText(), proposed.GetRawText());

        await ShownAsync(bpc, at, bpc.PostAsync($"{at}/acceptance", new { }));
        await ShownAsync(ncut, at, ncut.PutAsync(at, new { name = "x", field = "y", purpose = "z" }, version: 2));
        await ShownAsync(bpc, at, bpc.PostAsync($"{at}/acceptance", new { }));
        await ShownAsync(dji, at, dji.PostAsync($"{at}/acceptance", new { }));
        await ShownAsync(ncut, at, ncut.PostAsync($"{at}/founding", new { }));
        await ShownAsync(bpc, at, bpc.PutAsync($"{at}/tags", Tags, version: 6));
        await ShownAsync(ncut, at, ncut.PostAsync($"{at}/invitations", new { organisation = ShougangIt, role = "member" }));
        await ShownAsync(ncut, at, ncut.PostAsync($"{at}/invitations/{ShougangIt}/withdrawal"));
        await ShownAsync(ncut, at, ncut.PostAsync($"{at}/leads", new { organisation = Dji }));
        await ShownAsync(ncut, at, ncut.PostAsync($"{at}/invitations", new { organisation = ShougangIt, role = "lead" }));
        var shougang = partnership.OrgAdmin(ShougangIt);
        await ShownAsync(shougang, at, shougang.PostAsync($"{at}/acceptance", new { }));
        await ShownAsync(shougang, at, shougang.PostAsync($"{at}/departure", new { reason = "x", leftOn = Day.AddDays(9) }));
        foreach (var lead in new[] { ncut, bpc, dji, shougang })
        {
            await ShownAsync(lead, at, lead.PostAsync($"{at}/dissolution", new { reason = "x" }));
        }
    }

    [Theory, Engines]
    public async Task Each_act_on_a_base_answers_with_what_a_GET_shows_afterwards(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var (ncut, bpc, authority) = (partnership.OrgAdmin(Ncut), partnership.OrgAdmin(Bpc), partnership.Authority);
        var proposed = await ncut.PostAsync($"{Api}/bases", Request(Ncut, Dji, Bpc)).BodyAsync(Created);
        var at = $"{Api}/bases/{proposed.Id()}";
        Assert.Equal((await ncut.GetAsync(at).BodyAsync()).GetRawText(), proposed.GetRawText());

        await ShownAsync(ncut, at, ncut.PutAsync(at, Request(Ncut, Bpc), version: 1));
        await ShownAsync(bpc, at, bpc.PostAsync($"{at}/acceptance", new { }));
        await ShownAsync(authority, at, authority.PostAsync($"{at}/approval", new { }));
        await ShownAsync(bpc, at, bpc.PutAsync($"{at}/tags", Tags, version: 4));
        await ShownAsync(ncut, at, ncut.PostAsync($"{at}/invitations", new { organisation = Dji }));
        await ShownAsync(partnership.OrgAdmin(Dji), at, partnership.OrgAdmin(Dji).PostAsync($"{at}/acceptance", new { }));
        await ShownAsync(bpc, at, bpc.PostAsync($"{at}/departure", new { reason = "x", leftOn = Day }));
        await ShownAsync(ncut, at, ncut.PostAsync($"{at}/invitations", new { organisation = Bpc }));
        await ShownAsync(ncut, at, ncut.PostAsync($"{at}/invitations/{Bpc}/withdrawal"));
        await ShownAsync(authority, at, authority.PostAsync($"{at}/suspension", new { reason = "x", suspendedOn = Day }));
        await ShownAsync(authority, at, authority.PostAsync($"{at}/approval", new { }));
    }

    [Theory, Engines]
    public async Task Each_act_on_a_project_answers_with_what_a_GET_shows_afterwards(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var (bpc, dji) = (partnership.OrgAdmin(Bpc), partnership.OrgAdmin(Dji));
        var proposed = await bpc.PostAsync($"{Api}/projects", Project(Due("second", 9), Due("first", 9))).BodyAsync(Created);
        var at = $"{Api}/projects/{proposed.Id()}";
        Assert.Equal((await bpc.GetAsync(at).BodyAsync()).GetRawText(), proposed.GetRawText());

        await ShownAsync(bpc, at, bpc.PutAsync(at, Project(Due("late", 9), Due("past", -9)), version: 1));
        await ShownAsync(dji, at, dji.PostAsync($"{at}/acceptance", new { }));
        await ShownAsync(dji, at, dji.PostAsync($"{at}/start", new { }));
        await ShownAsync(dji, at, dji.PutAsync($"{at}/tags", Tags, version: 4));
        await ShownAsync(dji, at, dji.PostAsync($"{at}/milestones", Due("soon", 1)));
        await ShownAsync(dji, at, dji.PostAsync($"{at}/milestones/past/completion", new { evidenceHash = new string('a', 64) }));
        await ShownAsync(bpc, at, bpc.PostAsync($"{at}/invitations", new { organisation = Ncut }));
        await ShownAsync(partnership.OrgAdmin(Ncut), at, partnership.OrgAdmin(Ncut).PostAsync($"{at}/acceptance", new { }));
        await ShownAsync(bpc, at, bpc.PostAsync($"{at}/departure", new { reason = "x" }));
        await ShownAsync(dji, at, dji.PostAsync($"{at}/closure", new { outcome = "cancelled", reason = "x" }));
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
            BaseId = site.Id(),
            From = Day,
            Until = Day.AddDays(20),
            State = "requested",
            Version = 1,
        };
        await partnership.App.DeliverAsync(new PracticeRequestedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Practice = asked });
        partnership.App.Today.MoveTo(Day.AddDays(9));
        var (at, ncut) = ($"{Api}/teacher-practices/{asked.Id}", partnership.OrgAdmin(Ncut));

        object[] attended = [new { from = Day.AddDays(3), until = Day.AddDays(4) }, new { from = Day, until = Day.AddDays(1) }];
        await ShownAsync(ncut, at, ncut.PutAsync($"{at}/attendance", new { attended }, version: 1));
        await ShownAsync(ncut, at, ncut.PostAsync($"{at}/completion"));
    }

    [Theory, Engines]
    public async Task A_declined_invitation_keeps_other_invitations_in_the_parties_history(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var site = await MemberTests.ApprovedAsync(partnership, Ncut);
        var (at, ncut) = ($"{Api}/bases/{site.Id()}", partnership.OrgAdmin(Ncut));
        foreach (var invited in new[] { Bpc, Dji }) await ncut.PostAsync($"{at}/invitations", new { organisation = invited }).BodyAsync();

        await partnership.OrgAdmin(Bpc).PostAsync($"{at}/invitations/{Bpc}/withdrawal").BodyAsync();

        var declined = (await ncut.GetAsync($"{at}/history").BodyAsync()).GetProperty("items").EnumerateArray().Last().GetProperty("thing");
        Assert.Equal([Dji, Ncut], declined.GetProperty("members").EnumerateArray().Select(member => member.Text("organisation")));
    }

    private const System.Net.HttpStatusCode Created = System.Net.HttpStatusCode.Created;

    private static async Task<JsonElement> ShownAsync(HttpClient client, string at, Task<HttpResponseMessage> act)
    {
        using var reply = await act;
        var replied = await reply.BodyAsync(reply.IsSuccessStatusCode ? reply.StatusCode : System.Net.HttpStatusCode.OK);
        Assert.Equal((await client.GetAsync(at).BodyAsync()).GetRawText(), replied.GetRawText());
        return replied;
    }

    private static object Request(params string[] parties) => new
    {
        name = "5G base",
        parties,
        field = "5G engineering",
        skills = new[] { "masts", "base stations", "masts" },
        capacity = 40,
        validFrom = Day.AddDays(-30),
        validUntil = Day.AddDays(300),
    };

    private static object Due(string code, int days) => new { code, title = code, dueOn = Day.AddDays(days) };

    private static object Project(params object[] milestones) => new
    {
        title = "x",
        description = "y",
        parties = new[] { Dji, Bpc },
        startsOn = Day,
        endsOn = Day.AddDays(200),
        milestones,
    };
}
