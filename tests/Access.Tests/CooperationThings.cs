using System.Text.Json;
using static Contracts.Roles;

namespace Access.Tests;

/// <summary>How consortia, parties of bases and projects are made. The own organisation of a consortium is BPC, its other leads are NCUT
/// and DJI.</summary>
internal sealed class CooperationThings(
    Func<string, string, string, object?, Task<JsonElement>> doAsync, Func<string, Task<string>> university)
{
    private static readonly object Tags = new { measures = new[] { "general-education" }, strategies = new[] { "five focuses" } };

    public void AddTo(Dictionary<string, Func<Task<Thing>>> recipes)
    {
        recipes["ProposeConsortium"] = () => Task.FromResult(new Thing { Body = Consortium() });
        recipes["EditConsortium"] = async () => new Thing(await ConsortiumAsync())
        {
            Version = 1,
            Body = new { name = "Another name", nameZh = "新名", field = "rail", purpose = "We train." },
        };
        recipes["WithdrawConsortium"] = async () => new Thing(await ConsortiumAsync());
        recipes["TagConsortium"] = async () => await FoundedAsync() is var consortium
            ? new Thing(Id(consortium)) { Version = Version(consortium), Body = Tags }
            : null!;
        recipes["InviteToConsortium"] = async () => new Thing(Id(await FoundedAsync()))
        {
            Body = new
            {
                organisation = await university(""),
                role = "member",
            }
        };
        recipes["WithdrawConsortiumInvitation"] = async () => await InvitedAsync(
            "consortia", Id(await FoundedAsync()), new { organisation = await university(""), role = "member" });
        recipes["JoinConsortium"] = async () => new Thing(await ConsortiumAsync("ncut")) { Body = new { joinedOn = Things.Day } };
        recipes["FoundConsortium"] = async () => new Thing(await AcceptedAsync()) { Body = new { foundedOn = Things.Day } };
        recipes["LeaveConsortium"] = async () =>
        {
            var id = Id(await FoundedAsync());
            await JoinAsync("consortia", "ncut", id, await university("vocational-college"), new { });
            return new Thing(id) { Body = new { reason = "Other plans.", leftOn = Things.Day } };
        };
        recipes["AppointLead"] = async () =>
        {
            var (id, code) = (Id(await FoundedAsync()), await university(""));
            await JoinAsync("consortia", "bpc", id, code, new { });
            return new Thing(id) { Body = new { organisation = code } };
        };
        recipes["DissolveConsortium"] = async () => new Thing(Id(await FoundedAsync())) { Body = new { reason = "Its work is done." } };
        recipes["ListConsortia (proposed)"] = async () => new Thing { Listed = await ConsortiumAsync() };
        recipes["ListConsortia (founded)"] = async () => new Thing { Listed = Id(await FoundedAsync()) };
        recipes["GetConsortium (proposed)"] = async () => new Thing(await ConsortiumAsync());
        recipes["GetConsortium (founded)"] = async () => new Thing(Id(await FoundedAsync()));
        recipes["GetConsortiumHistory (proposed)"] = async () => new Thing(await ConsortiumAsync());
        recipes["GetConsortiumHistory (founded)"] = async () => new Thing(Id(await FoundedAsync()));

        recipes["JoinBase"] = async () => new Thing(await BaseAsync("bpc", "dji")) { Body = new { joinedOn = Things.Day } };
        recipes["InviteToBase"] = async () => new Thing(await ApprovedBaseAsync()) { Body = new { organisation = await university("") } };
        recipes["WithdrawBaseInvitation"] = async () => await InvitedAsync(
            "bases", await ApprovedBaseAsync(), new { organisation = await university("") });
        recipes["LeaveBase"] = async () => new Thing(
            await ApprovedBaseAsync())
        { Body = new { reason = "Other plans.", leftOn = Things.Day } };
        recipes["TagBase"] = async () => new Thing(await ApprovedBaseAsync()) { Version = 3, Body = Tags };
        recipes["GetBaseHistory (proposed)"] = async () => new Thing(await BaseAsync("bpc", "dji"));
        recipes["GetBaseHistory (approved)"] = async () => new Thing(await ApprovedBaseAsync());

        recipes["ProposeProject"] = () => Task.FromResult(new Thing { Body = Project() });
        recipes["EditProject"] = async () => new Thing(await ProjectAsync()) { Version = 1, Body = Project() };
        recipes["TagProject"] = async () => new Thing(await ProjectAsync()) { Version = 1, Body = Tags };
        recipes["JoinProject"] = async () => new Thing(await ProjectAsync()) { Body = new { joinedOn = Things.Day } };
        recipes["StartProject"] = async () => new Thing(await ReadyProjectAsync()) { Body = new { startedOn = Things.Day } };
        recipes["InviteToProject"] = async () => new Thing(await StartedAsync()) { Body = new { organisation = await university("") } };
        recipes["WithdrawProjectInvitation"] = async () => await InvitedAsync(
            "projects", await StartedAsync(), new { organisation = await university("") });
        recipes["LeaveProject"] = async () =>
        {
            var id = await StartedAsync();
            await JoinAsync("projects", "dji", id, await university(""), new { });
            return new Thing(id) { Body = new { reason = "Other plans.", leftOn = Things.Day } };
        };
        recipes["AddMilestone"] = async () => new Thing(await StartedAsync())
        {
            Body = new
            {
                code = "course",
                title = "A course is held",
                dueOn = Things.Day,
            }
        };
        recipes["CompleteMilestone"] = async () => new Thing(
            await StartedAsync(), "prototype")
        { Body = new { metOn = Things.Day, evidenceHash = new string('a', 64) } };
        recipes["CloseProject"] = async () => new Thing(await StartedAsync())
        {
            Body = new
            {
                outcome = "cancelled",
                reason = "Its time has come.",
            }
        };
        recipes["ListProjects (proposed)"] = async () => new Thing { Listed = await ProjectAsync() };
        recipes["ListProjects (started)"] = async () => new Thing { Listed = await StartedAsync() };
        recipes["GetProject (proposed)"] = async () => new Thing(await ProjectAsync());
        recipes["GetProject (started)"] = async () => new Thing(await StartedAsync());
        recipes["GetProjectHistory (proposed)"] = async () => new Thing(await ProjectAsync());
        recipes["GetProjectHistory (started)"] = async () => new Thing(await StartedAsync());
    }

    private static object Consortium(string proposer = "bpc") =>
        new
        {
            name = "Consortium",
            nameZh = "共同体",
            field = "transport",
            purpose = "We train together.",
            leads = proposer == "bpc" ? new[] { "bpc", "ncut" } : ["ncut", "bpc"],
            members = new[] { "dji" },
        };

    private static object Project() => new
    {
        title = "UAV inspection of bridges",
        description = "Students and engineers inspect bridges.",
        parties = new[] { "bpc", "dji" },
        startsOn = Things.Day,
        endsOn = Things.Day.AddDays(100),
        milestones = new[] { new { code = "prototype", title = "A prototype flies", dueOn = Things.Day } },
        agreementId = (Guid?)null,
    };

    private static string Id(JsonElement thing) => thing.GetProperty("id").GetString()!;

    private static int Version(JsonElement thing) => thing.GetProperty("version").GetInt32();

    private async Task<string> ConsortiumAsync(string proposer = "bpc") =>
        Id(await doAsync(proposer, Signatory, "/consortia", Consortium(proposer)));

    private async Task<string> AcceptedAsync()
    {
        var id = await ConsortiumAsync();
        foreach (var org in new[] { "ncut", "dji" }) await doAsync(org, Signatory, $"/consortia/{id}/acceptance", new { });
        return id;
    }

    private async Task<JsonElement> FoundedAsync() =>
        await doAsync("bpc", Signatory, $"/consortia/{await AcceptedAsync()}/founding", new { });

    private async Task JoinAsync(string things, string by, string id, string organisation, object acceptance)
    {
        await doAsync(
            by,
            Signatory,
            $"/{things}/{id}/invitations",
            things == "consortia" ? new { organisation, role = "member" } : new { organisation });
        await doAsync(organisation, Signatory, $"/{things}/{id}/acceptance", acceptance);
    }

    // Invited by BPC, of which the thing is.
    private async Task<Thing> InvitedAsync(string things, string id, object invitation)
    {
        await doAsync("bpc", Signatory, $"/{things}/{id}/invitations", invitation);
        return new Thing(id, JsonSerializer.SerializeToElement(invitation).GetProperty("organisation").GetString()!);
    }

    private async Task<string> BaseAsync(params string[] parties) => Id(await doAsync(parties[0], Signatory, "/bases", new
    {
        name = "5G base",
        parties,
        field = "5G engineering",
        skills = new[] { "base stations" },
        capacity = 40,
        validFrom = new DateOnly(2026, 1, 1),
        validUntil = new DateOnly(2030, 12, 31),
    }));

    private async Task<string> ApprovedBaseAsync()
    {
        var id = await BaseAsync("bpc", "dji");
        await doAsync("dji", Signatory, $"/bases/{id}/acceptance", new { });
        await doAsync("bjedu", Authority, $"/bases/{id}/approval", new { });
        return id;
    }

    private async Task<string> ProjectAsync() => Id(await doAsync("bpc", Signatory, "/projects", Project()));

    private async Task<string> ReadyProjectAsync()
    {
        var id = await ProjectAsync();
        await doAsync("dji", Signatory, $"/projects/{id}/acceptance", new { });
        return id;
    }

    private async Task<string> StartedAsync()
    {
        var id = await ReadyProjectAsync();
        await doAsync("bpc", Signatory, $"/projects/{id}/start", new { });
        return id;
    }
}
