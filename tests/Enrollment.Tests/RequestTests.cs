using System.Net;
using System.Text.Json;
using Contracts;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using Xunit;

namespace Enrollment.Tests;

/// <summary>What holds for the requests of this service whatever they are about.</summary>
public sealed class RequestTests
{
    [Theory, Engines]
    public async Task Requests_that_are_not_valid_are_refused_before_any_rule(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var learner = JsonSerializer.SerializeToElement(EnrolmentRequest(Table1.ECommerce, "S1"));
        var articulation = JsonSerializer.SerializeToElement(ArticulationRequest(Table1.ECommerce));
        (string Path, JsonElement Valid, string Member, object? Value, string Problem)[] requests =
        [
            ("/learners", learner, "studentNumber", "", "validation"),
            ("/learners", learner, "studentNumber", "S 1", "validation"),
            ("/learners", learner, "studentNumber", new string('1', 41), "validation"),
            ("/learners", learner, "studentNumber", null, "malformed-request"),
            ("/learners", learner, "birthDate", "2010-13-01", "malformed-request"),
            ("/learners", learner, "cohort", 1999, "validation"),
            ("/learners", learner, "cohort", 2101, "validation"),
            ("/learners", learner, "cohort", "next year", "malformed-request"),
            ("/learners", learner, "fromMajor", new string('5', 21), "validation"),
            ("/learners", learner, "toInstitution", " ", "validation"),
            ("/learners", learner, "person", "", "validation"),
            ("/learners", learner, "person", " ", "validation"),
            ("/learners", learner, "person", new string('p', 101), "validation"),
            ("/learners", learner, "name", "Somebody", "malformed-request"),
            ("/articulations", articulation, "internshipCredits", -1, "validation"),
            ("/articulations", articulation, "internshipCredits", 301, "validation"),
            ("/articulations", articulation, "internshipCredits", 6.5, "malformed-request"),
            ("/articulations", articulation, "fromMajor", "", "validation"),
            ("/articulations", articulation, "toMajor", "080 901", "validation"),
            ("/articulations", articulation, "toMajorName", new string('n', 201), "validation"),
            ("/articulations", articulation, "pathway", null, "malformed-request"),
        ];

        foreach (var (path, valid, member, value, problem) in requests)
        {
            var request = valid.EnumerateObject().ToDictionary(property => property.Name, property => (object?)property.Value);
            request[member] = value;
            await enrollment.Registrar(Bpc).PostAsync($"{Api}{path}", request).ShouldBeProblemAsync(problem, HttpStatusCode.BadRequest);
        }
        foreach (var path in new[]
        {
            "/pathways",
            "/articulations",
            $"/articulations/{Guid.NewGuid()}/activation",
            $"/articulations/{Guid.NewGuid()}/closure",
            "/learners",
            $"/learners/{Guid.NewGuid()}/withdrawal",
        })
        {
            foreach (var body in new[] { "null", "[]", "{", """{"reason": "\ud800"}""" })
            {
                await enrollment.Registrar(Bpc).PostRawAsync(Api + path, body)
                    .ShouldBeProblemAsync("malformed-request", HttpStatusCode.BadRequest);
            }
        }
    }

    [Theory, Engines]
    public async Task Every_change_is_audited_with_who_did_it_and_why(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var agreement = await enrollment.AgreeAsync();
        var draft = await enrollment.DraftAsync(Table1.ECommerce);
        await enrollment.Registrar(Ncut)
            .PutAsync(
                $"{Api}/articulations/{draft.Id}",
                new { pathway = "3+2", fromMajorName = "E-Commerce", toMajorName = "Business Administration", internshipCredits = 0 },
                1)
            .BodyAsync();
        await enrollment.ActivateAsync(draft.Id, agreement.Id);
        var learner = await enrollment.EnrolAsync(Table1.ECommerce);
        await enrollment.EndAsync(agreement);
        await enrollment.By(Bpc).WithdrawLearnerAsync(learner.Id, new() { Reason = "Moved." });

        var audit = await enrollment.App.Db.QueryAsync<AuditRow>(
            """
            SELECT a.aggregate, a.aggregate_id, a.version, a.action, v.value AS reason, a.organisation
            FROM enrollment.audit a
            LEFT JOIN enrollment.personal_value v ON v.id = a.reason_id
            ORDER BY a.seq
            """);

        var (articulation, person) = (draft.Id.ToString(), learner.Id.ToString());
        Assert.Equal(
        [
            new() { Aggregate = "articulation", AggregateId = articulation, Version = 1, Action = "drafted", Organisation = Bpc },
            new() { Aggregate = "articulation", AggregateId = articulation, Version = 2, Action = "edited", Organisation = Ncut },
            new()
            {
                Aggregate = "articulation",
                AggregateId = articulation,
                Version = 3,
                Action = "activated",
                Reason = $"agreement {agreement.Id}",
                Organisation = Bpc,
            },
            new() { Aggregate = "learner", AggregateId = person, Version = 1, Action = "enrolled", Organisation = Bpc },
            new()
            {
                Aggregate = "articulation",
                AggregateId = articulation,
                Version = 4,
                Action = "closed",
                Reason = $"agreement {agreement.Id} terminated",
                Organisation = "",
            },
            new() { Aggregate = "learner", AggregateId = person, Version = 2, Action = "withdrawn", Reason = "Moved.", Organisation = Bpc },
        ], audit);
    }

    [Theory, Engines]
    public async Task Every_kind_of_refusal_is_documented_and_no_route_is_open(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine, withOrganisations: false);
        var anybody = enrollment.App.With(null);

        var types = (await anybody.GetAsync(new Uri("/problems/enrollment", UriKind.Relative)).BodyAsync())
            .EnumerateArray()
            .Select(type => type.Text("type"))
            .ToList();
        Assert.Contains("/problems/enrollment/no-active-articulation", types);
        Assert.Equal(types.Distinct(), types);
        foreach (var path in new[]
        {
            "/pathways",
            "/pathways/3+2",
            "/articulations",
            $"/articulations/{Guid.NewGuid()}",
            "/learners",
            $"/learners/{Guid.NewGuid()}",
            $"/learners/{Guid.NewGuid()}/credits",
        })
        {
            await enrollment.GetAsync(anybody, path).ShouldBeProblemAsync("unauthenticated", HttpStatusCode.Unauthorized);
            var otherScope = enrollment.App.With(
                enrollment.App.Mint(issuer => issuer.Token(Bpc, [Roles.Registrar], scopes: ["industry-partnership"])));
            await enrollment.GetAsync(otherScope, path).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        }
    }

    private sealed record AuditRow
    {
        public string Aggregate { get; init; } = "";
        public string AggregateId { get; init; } = "";
        public int Version { get; init; }
        public string Action { get; init; } = "";
        public string? Reason { get; init; }
        public string Organisation { get; init; } = "";
    }
}
