using System.Net;
using Contracts;
using Contracts.Enrollment;
using Contracts.IndustryPartnership;
using Contracts.Platform;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

public sealed class ArticulationTests
{
    [Theory, Engines]
    public async Task D6_a_registrar_of_either_institution_drafts_an_articulation(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);

        using var reply = await enrollment.Registrar(Ncut).PostAsync($"{Api}/articulations", ArticulationRequest(Table1.ECommerce));

        var draft = await reply.AsAsync<Articulation>(HttpStatusCode.Created);
        Assert.Equal(("draft", 1, 60), (draft.State, draft.Version, draft.InternshipCredits));
        Assert.Equal($"{Api}/articulations/{draft.Id}", reply.Headers.Location?.ToString());
        Assert.Equal(draft.AsJson(), (await enrollment.By(Bpc).GetArticulationAsync(draft.Id)).AsJson());
        Assert.Equal("draft", (await enrollment.DraftAsync(Table1.BigDataAccounting)).State);
        Assert.Empty(await enrollment.App.PublishedAsync<ArticulationActivatedV1>());
    }

    [Theory, Engines]
    public async Task D6_only_the_two_registrars_draft_an_articulation(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);

        foreach (var client in new[]
        {
            enrollment.Registrar(ShougangIt),
            enrollment.Registrar(null),
            enrollment.App.As(Bpc, Roles.Coordinator),
            enrollment.App.As("bjedu", Roles.Authority),
        })
        {
            await client.PostAsync($"{Api}/articulations", ArticulationRequest(Table1.ECommerce))
                .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        }
    }

    [Theory, Engines]
    public async Task D6_both_institutions_are_known_verified_and_teach(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var request = ArticulationRequest(Table1.ECommerce, to: "new-university");
        Task<HttpResponseMessage> AskAsync() => enrollment.Registrar(Bpc).PostAsync($"{Api}/articulations", request);

        using var unknown = await AskAsync();
        Assert.Equal("new-university", (await unknown.ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict)).Fact("id")
            .GetString());
        Assert.NotNull(unknown.Headers.RetryAfter);
        await enrollment.KnowAsync("new-university", OrganisationKind.University, "closed", version: 2);
        Assert.Equal("closed", (await AskAsync().ShouldBeProblemAsync("organisation-not-verified", HttpStatusCode.UnprocessableEntity))
            .Fact("state")
            .GetString());
        await enrollment.KnowAsync("new-university", OrganisationKind.University, version: 3);
        await AskAsync();

        var problem = await enrollment.By(Bpc).DraftArticulationAsync(ArticulationRequest(Table1.ECommerce, to: Dji))
            .ShouldBeProblemAsync("not-an-institution", HttpStatusCode.UnprocessableEntity);
        Assert.Equal((Dji, "enterprise"), (problem.Fact("code").GetString(), problem.Fact("kind").GetString()));
        await enrollment.By(Bpc).DraftArticulationAsync(ArticulationRequest(Table1.ECommerce, to: Bpc))
            .ShouldBeProblemAsync("one-institution", HttpStatusCode.UnprocessableEntity);
        await enrollment.By(Dji).DraftArticulationAsync(ArticulationRequest(Table1.ECommerce, from: Dji))
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
    }

    [Theory, Engines]
    public async Task D6_a_pair_of_majors_is_linked_once(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.DraftAsync(Table1.ECommerce);

        await enrollment.By(Ncut).DraftArticulationAsync(ArticulationRequest(Table1.ECommerce, pathway: "3+2"))
            .ShouldBeProblemAsync("pair-taken", HttpStatusCode.Conflict);
        await enrollment.DraftAsync(Table1.ECommerce with { ToMajor = "120203K" });
        await enrollment.DraftAsync(Table1.ECommerce, to: ShougangIt);
    }

    [Theory, Engines]
    public async Task D6_one_of_eight_concurrent_drafts_of_a_pair_is_made(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);

        var replies = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => enrollment.By(Bpc).DraftArticulationAsync(ArticulationRequest(Table1.ECommerce)).OutcomeAsync()));

        Assert.Single(replies, reply => reply.Passed);
        foreach (var reply in replies.Where(reply => !reply.Passed))
        {
            await reply.ShouldBeProblemAsync("pair-taken", HttpStatusCode.Conflict);
        }
    }

    [Theory, Engines]
    public async Task D1_articulation_needs_an_existing_pathway(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);

        var problem = await enrollment.By(Bpc).DraftArticulationAsync(ArticulationRequest(Table1.ECommerce, pathway: "9+9"))
            .ShouldBeProblemAsync("no-such-pathway", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D1", "9+9"), (problem.Rule, problem.Fact("pathway").GetString()));
    }

    [Theory, Engines]
    public async Task D6b_only_a_draft_is_edited_and_on_the_version_that_was_read(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var agreement = await enrollment.AgreeAsync();
        var draft = await enrollment.DraftAsync(Table1.ECommerce);
        var path = $"{Api}/articulations/{draft.Id}";
        var edit =
            new
            {
                pathway = "3+2",
                fromMajorName = "E-Commerce (new)",
                toMajorName = "Business Administration (new)",
                internshipCredits = 300,
            };

        await enrollment.Registrar(Bpc).PutAsync(path, edit, null)
            .ShouldBeProblemAsync("precondition-required", HttpStatusCode.PreconditionRequired);
        var edited = await enrollment.Registrar(Ncut).PutAsync(path, edit, 1).AsAsync<Articulation>();
        Assert.Equal(
            ("3+2", "E-Commerce (new)", "Business Administration (new)", 300, 2),
            (edited.Pathway, edited.FromMajorName, edited.ToMajorName, edited.InternshipCredits, edited.Version));
        Assert.Equal(2, (await enrollment.Registrar(Bpc).PutAsync(path, edit, 1)
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed)).Fact("version").GetInt32());
        await enrollment.Registrar(Bpc).PutAsync(path, edit with { pathway = "9+9" }, 2)
            .ShouldBeProblemAsync("no-such-pathway", HttpStatusCode.UnprocessableEntity);
        await enrollment.Registrar(ShougangIt).PutAsync(path, edit, 2).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);

        await enrollment.ActivateAsync(draft.Id, agreement.Id);
        Assert.Equal("active", (await enrollment.Registrar(Bpc).PutAsync(path, edit, 3)
            .ShouldBeProblemAsync("articulation-not-draft", HttpStatusCode.Conflict)).Fact("state").GetString());
        await enrollment.Registrar(ShougangIt).PutAsync(path, edit, 3).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await enrollment.CloseAsync(draft.Id);
        await enrollment.Registrar(Bpc).PutAsync(path, edit, 4).ShouldBeProblemAsync("articulation-not-draft", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D12_edit_sets_the_cap_which_is_the_credit_of_one_placement_by_default(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var path = $"{Api}/articulations/{(await enrollment.DraftAsync(Table1.ECommerce)).Id}";

        Assert.Equal(100, (await EditAsync(version: 1, cap: 100)).InternshipCreditCap);
        Assert.Equal(60, (await EditAsync(version: 2, cap: null)).InternshipCreditCap);

        Task<Articulation> EditAsync(int version, int? cap) => enrollment.Registrar(Bpc).PutAsync(
            path,
            new { pathway = "3+2", fromMajorName = "From", toMajorName = "To", internshipCredits = 60, internshipCreditCap = cap },
            version).AsAsync<Articulation>();
    }

    [Theory, Engines]
    public async Task D6b_draft_is_seen_by_its_two_institutions_and_later_states_by_everybody(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var draft = await enrollment.DraftAsync(Table1.ECommerce);
        var active = await enrollment.ActiveAsync(Table1.BigDataAccounting);
        var closed = await enrollment.ActiveAsync(Table1.ComputerNetworks);
        await enrollment.CloseAsync(closed.Id);
        var stranger = enrollment.App.As(ShougangIt, Roles.Coordinator);
        async Task<Guid[]> ListAsync(HttpClient client, string filter = "") =>
            [.. (await enrollment.GetAsync(client, $"/articulations{filter}").AsAsync<PageOfArticulation>()).Items.Select(item => item.Id)];

        Assert.Equal([active.Id, closed.Id], await ListAsync(stranger));
        Assert.Equal([active.Id, closed.Id], await ListAsync(enrollment.App.As(null, Roles.Ops)));
        Assert.Equal([draft.Id, active.Id, closed.Id], await ListAsync(enrollment.App.As(Ncut, Roles.Panel)));
        Assert.Equal([closed.Id], await ListAsync(stranger, "?state=closed"));
        Assert.Empty(await ListAsync(stranger, "?state=draft"));
        Assert.Empty(await ListAsync(stranger, $"?fromInstitution={Ncut}"));
        Assert.Equal(3, (await ListAsync(enrollment.Registrar(Bpc), $"?fromInstitution={Bpc}&toInstitution={Ncut}")).Length);

        await enrollment.GetAsync(stranger, $"/articulations/{active.Id}").BodyAsync();
        using var hidden = await enrollment.GetAsync(stranger, $"/articulations/{draft.Id}");
        using var unknown = await enrollment.GetAsync(stranger, $"/articulations/{Guid.NewGuid()}");
        await hidden.ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        Assert.Equal(await unknown.Content.ReadAsStringAsync(), await hidden.Content.ReadAsStringAsync());
    }

    [Theory, Engines]
    public async Task D6b_either_side_closes_an_active_articulation_once_and_gives_a_reason(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var active = await enrollment.ActiveAsync(Table1.ECommerce);
        var draft = await enrollment.DraftAsync(Table1.BigDataAccounting);

        await enrollment.CloseAsync(active.Id, ShougangIt).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await enrollment.CloseAsync(draft.Id, ShougangIt).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        Assert.Equal("draft", (await enrollment.CloseAsync(draft.Id)
            .ShouldBeProblemAsync("articulation-not-active", HttpStatusCode.Conflict)).Fact("state").GetString());
        await enrollment.Registrar(Bpc).PostAsync($"{Api}/articulations/{active.Id}/closure", new { reason = "" })
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);

        var closed = await enrollment.CloseAsync(active.Id, Ncut);
        Assert.Equal(("closed", "No places this year.", 3), (closed.State, closed.ClosureReason, closed.Version));
        Assert.Equal("closed", (await enrollment.CloseAsync(active.Id)
            .ShouldBeProblemAsync("articulation-not-active", HttpStatusCode.Conflict)).Fact("state").GetString());
        var told = Assert.Single(await enrollment.App.PublishedAsync<ArticulationClosedV1>()).Articulation;
        Assert.Equal((active.Id, "closed", 3), (told.Id, told.State, told.Version));
    }

    [Theory, Engines]
    public async Task Lists_go_on_where_the_page_before_ended(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        foreach (var pair in Table1.All) await enrollment.DraftAsync(pair);
        var seen = new List<string>();

        for (var next = $"{Api}/articulations?limit=4&fromInstitution={Bpc}"; next is not null;)
        {
            using var page = await enrollment.Registrar(Bpc).GetAsync(new Uri(next, UriKind.Relative));
            seen.AddRange((await page.AsAsync<PageOfArticulation>()).Items.Select(item => item.FromMajor));
            next = page.Headers.TryGetValues("Link", out var link) ? link.Single().Split('<', '>')[1] : null;
        }

        Assert.Equal(Table1.All.Select(pair => pair.FromMajor), seen);
    }

    [Theory, Engines]
    public async Task Catch_up_tells_every_articulation_that_was_ever_active(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.DraftAsync(Table1.ECommerce);
        var active = await enrollment.ActiveAsync(Table1.BigDataAccounting);
        var closed = await enrollment.ActiveAsync(Table1.ComputerNetworks);
        await enrollment.CloseAsync(closed.Id);

        await enrollment.App.DeliverAsync(new StateRequestedV1
        {
            Requester = "industry-partnership",
            Aggregate = "enrollment/articulation",
            After = 0,
            OccurredAt = DateTimeOffset.UtcNow,
        });

        var activated = await enrollment.App.PublishedAsync<ArticulationActivatedV1>();
        Assert.Equal((3, active.Id, 2), (activated.Count, activated[^1].Articulation.Id, activated[^1].Articulation.Version));
        var ended = await enrollment.App.PublishedAsync<ArticulationClosedV1>();
        Assert.Equal((2, closed.Id, 3), (ended.Count, ended[^1].Articulation.Id, ended[^1].Articulation.Version));
    }
}
