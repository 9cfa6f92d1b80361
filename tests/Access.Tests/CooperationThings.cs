using Contracts.IndustryPartnership;
using VocationalPlatform.Client.IndustryPartnership;
using static Contracts.Roles;

namespace Access.Tests;

/// <summary>How consortia and projects are made. The own organisation of a consortium is BPC, its other lead is NCUT.</summary>
internal sealed class CooperationThings(Func<string, string, IndustryPartnershipClient> by, Func<string, Task<string>> register)
{
    private static readonly Tags Tags = new() { Measures = ["general-education"], Strategies = ["five focuses"] };

    private IndustryPartnershipClient Bpc => by("bpc", Signatory);

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
            ? new Thing(consortium.Id) { Version = consortium.Version, Body = Tags }
            : null!;
        recipes["InviteToConsortium"] = async () => new Thing((await FoundedAsync()).Id)
        {
            Body = new { organisation = await UniversityAsync(), role = "member" },
        };
        recipes["WithdrawConsortiumInvitation"] = async () =>
        {
            var (id, code) = ((await FoundedAsync()).Id, await UniversityAsync());
            await Bpc.InviteToConsortiumAsync(id, new() { Organisation = code, Role = "member" });
            return new Thing($"{id}", code);
        };
        recipes["JoinConsortium"] = async () => new Thing(await ConsortiumAsync("ncut")) { Body = new { joinedOn = Things.Day } };
        recipes["FoundConsortium"] = async () => new Thing(await AcceptedAsync()) { Body = new { foundedOn = Things.Day } };
        recipes["LeaveConsortium"] = async () =>
        {
            var id = (await FoundedAsync()).Id;
            await JoinAsync(by("ncut", Signatory), id, await register(OrganisationKind.VocationalCollege));
            return new Thing(id) { Body = new { reason = "Other plans.", leftOn = Things.Day } };
        };
        recipes["AppointLead"] = async () =>
        {
            var (id, code) = ((await FoundedAsync()).Id, await UniversityAsync());
            await JoinAsync(Bpc, id, code);
            return new Thing(id) { Body = new { organisation = code } };
        };
        recipes["DissolveConsortium"] = async () => new Thing((await FoundedAsync()).Id) { Body = new { reason = "Its work is done." } };
        recipes["ListConsortia (proposed)"] = async () => new Thing { Listed = $"{await ConsortiumAsync()}" };
        recipes["ListConsortia (founded)"] = async () => new Thing { Listed = $"{(await FoundedAsync()).Id}" };
        recipes["GetConsortium (proposed)"] = async () => new Thing(await ConsortiumAsync());
        recipes["GetConsortium (founded)"] = async () => new Thing((await FoundedAsync()).Id);
        recipes["GetConsortiumHistory (proposed)"] = async () => new Thing(await ConsortiumAsync());
        recipes["GetConsortiumHistory (founded)"] = async () => new Thing((await FoundedAsync()).Id);

        recipes["ProposeProject"] = () => Task.FromResult(new Thing { Body = Project() });
        recipes["EditProject"] = async () => new Thing(await ProjectAsync()) { Version = 1, Body = Project() };
        recipes["TagProject"] = async () => new Thing(await ProjectAsync()) { Version = 1, Body = Tags };
        recipes["JoinProject"] = async () => new Thing(await ProjectAsync()) { Body = new { joinedOn = Things.Day } };
        recipes["StartProject"] = async () => new Thing(await ReadyProjectAsync()) { Body = new { startedOn = Things.Day } };
        recipes["InviteToProject"] = async () => new Thing(await StartedAsync()) { Body = new { organisation = await UniversityAsync() } };
        recipes["WithdrawProjectInvitation"] = async () =>
        {
            var (id, code) = (await StartedAsync(), await UniversityAsync());
            await Bpc.InviteToProjectAsync(id, new() { Organisation = code });
            return new Thing($"{id}", code);
        };
        recipes["LeaveProject"] = async () =>
        {
            var (id, code) = (await StartedAsync(), await UniversityAsync());
            await by("dji", Signatory).InviteToProjectAsync(id, new() { Organisation = code });
            await by(code, Signatory).JoinProjectAsync(id, new());
            return new Thing(id) { Body = new { reason = "Other plans.", leftOn = Things.Day } };
        };
        recipes["AddMilestone"] = async () =>
            new Thing(await StartedAsync()) { Body = new { code = "course", title = "A course is held", dueOn = Things.Day } };
        recipes["CompleteMilestone"] = async () => new Thing($"{await StartedAsync()}", "prototype")
        {
            Body = new { metOn = Things.Day, evidenceHash = new string('a', 64) },
        };
        recipes["CloseProject"] = async () =>
            new Thing(await StartedAsync()) { Body = new { outcome = "cancelled", reason = "Its time has come." } };
        recipes["ListProjects (proposed)"] = async () => new Thing { Listed = $"{await ProjectAsync()}" };
        recipes["ListProjects (started)"] = async () => new Thing { Listed = $"{await StartedAsync()}" };
        recipes["GetProject (proposed)"] = async () => new Thing(await ProjectAsync());
        recipes["GetProject (started)"] = async () => new Thing(await StartedAsync());
        recipes["GetProjectHistory (proposed)"] = async () => new Thing(await ProjectAsync());
        recipes["GetProjectHistory (started)"] = async () => new Thing(await StartedAsync());
    }

    private static ProposeConsortiumRequest Consortium(string proposer = "bpc") => new()
    {
        Name = "Consortium",
        NameZh = "共同体",
        Field = "transport",
        Purpose = "We train together.",
        Leads = proposer == "bpc" ? ["bpc", "ncut"] : ["ncut", "bpc"],
        Members = ["dji"],
    };

    private static ProposeProjectRequest Project() => new()
    {
        Title = "UAV inspection of bridges",
        Description = "Students and engineers inspect bridges.",
        Parties = ["bpc", "dji"],
        StartsOn = Things.Day,
        EndsOn = Things.Day.AddDays(100),
        Milestones = [new() { Code = "prototype", Title = "A prototype flies", DueOn = Things.Day }],
    };

    private Task<string> UniversityAsync() => register(OrganisationKind.University);

    private async Task<Guid> ConsortiumAsync(string proposer = "bpc") =>
        (await by(proposer, Signatory).ProposeConsortiumAsync(Consortium(proposer))).Id;

    private async Task<Guid> AcceptedAsync()
    {
        var id = await ConsortiumAsync();
        foreach (var org in new[] { "ncut", "dji" }) await by(org, Signatory).JoinConsortiumAsync(id, new());
        return id;
    }

    private async Task<Consortium> FoundedAsync() => await Bpc.FoundConsortiumAsync(await AcceptedAsync(), new());

    private async Task JoinAsync(IndustryPartnershipClient inviting, Guid consortium, string organisation)
    {
        await inviting.InviteToConsortiumAsync(consortium, new() { Organisation = organisation, Role = "member" });
        await by(organisation, Signatory).JoinConsortiumAsync(consortium, new());
    }

    private async Task<Guid> ProjectAsync() => (await Bpc.ProposeProjectAsync(Project())).Id;

    private async Task<Guid> ReadyProjectAsync() => (await by("dji", Signatory).JoinProjectAsync(await ProjectAsync(), new())).Id;

    private async Task<Guid> StartedAsync() => (await Bpc.StartProjectAsync(await ReadyProjectAsync(), new())).Id;
}
