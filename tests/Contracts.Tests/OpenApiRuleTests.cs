using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Contracts.Tests;

/// <summary>What a partner's tools may rely on in each OpenAPI document. Each failure says what to write.</summary>
public sealed partial class OpenApiRuleTests
{
    public static TheoryData<string> Names => [.. OpenApiDocuments.Names];

    public static TheoryData<string> ServiceNames => PlatformParts.ServiceNames;

    [Theory, MemberData(nameof(Names))]
    public void Each_operation_parameter_and_tag_says_what_it_is(string name)
    {
        var document = OpenApiDocuments.Read(name);
        var missing = document["tags"]!.AsArray().Where(tag => Says(tag, "description") is null)
            .Select(tag => $"The tag {tag!["name"]}: describe it in the DocumentWords of the service.").ToList();
        foreach (var (route, operation) in OpenApiDocuments.Operations(document))
        {
            if (Says(operation, "summary") is null) missing.Add($"{route}: add WithSummary.");
            if (Says(operation, "description") is not { } text || text.StartsWith("**Roles", StringComparison.Ordinal))
            {
                missing.Add($"{route}: write the summary of its class, or WithDescription.");
            }
            missing.AddRange((operation["parameters"]?.AsArray() ?? []).Where(parameter => Says(parameter, "description") is null)
                .Select(parameter => $"{route}: describe {parameter!["name"]} in the docstring of the filter, or in DocumentWords."));
        }
        Assert.Empty(missing);
    }

    [Theory, MemberData(nameof(Names))]
    public void Each_operation_says_who_may_call_it(string name)
    {
        foreach (var (route, operation) in OpenApiDocuments.Operations(OpenApiDocuments.Read(name)))
        {
            var text = Says(operation, "description")!;
            foreach (var role in operation["x-roles"]?.AsArray() ?? []) Assert.Contains($"`{role}`", text, StringComparison.Ordinal);
            Assert.True(text.Contains("**Roles:**", StringComparison.Ordinal), route);
            Assert.NotNull(operation["security"]);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Each_refusal_has_its_status_and_its_types_in_text_and_examples(string name)
    {
        var document = OpenApiDocuments.Read(name);
        foreach (var (route, operation) in OpenApiDocuments.Operations(document))
        {
            var refusals = operation["responses"]!.AsObject().Where(reply => reply.Key[0] is '4' or '5').ToList();
            Assert.Contains(refusals, reply => reply.Key == "429");
            foreach (var (status, reply) in refusals)
            {
                var response = OpenApiDocuments.Target(document, reply!);
                if (response["content"]!["application/problem+json"] is not { } body) continue;
                var types = body["examples"]!.AsObject()
                    .Select(example => OpenApiDocuments.Target(document, example.Value!)["value"]!).ToList();
                Assert.NotEmpty(types);
                foreach (var type in types)
                {
                    Assert.Equal(status, $"{type["status"]}");
                    Assert.Contains($"`{type["type"]}`", (string)response["description"]!, StringComparison.Ordinal);
                }
                Assert.True(response["headers"]!["Trace-Id"] is not null, route);
                if (status is "429" or "503") Assert.True(response["headers"]!["Retry-After"] is not null, route);
            }
        }
    }

    [Theory, MemberData(nameof(ServiceNames))]
    public void Each_problem_type_is_an_answer_of_an_operation(string name)
    {
        var documented = OpenApiDocuments.Read(name)["components"]!["examples"]!.AsObject()
            .Select(example => (string?)example.Value!["value"]!["type"]).ToHashSet();
        Assert.DoesNotContain(
            RulesInCode.Problems,
            type => type.Type.StartsWith($"/problems/{name}/", StringComparison.Ordinal) && !documented.Contains(type.Type));
    }

    [Theory, MemberData(nameof(Names))]
    public void Each_operation_has_an_example_of_its_body_and_reply_that_fits_the_schema(string name)
    {
        var document = OpenApiDocuments.Read(name);
        var replies = new ReplyDocument(name, document);
        var missing = new List<string>();
        foreach (var (route, operation) in OpenApiDocuments.Operations(document))
        {
            var bodies = OpenApiDocuments.Replies(document, operation).Where(reply => reply.Status[0] == '2')
                .Select(reply => (reply.MediaType, reply.Body))
                .Concat((operation["requestBody"]?["content"]?.AsObject() ?? []).Select(body => (body.Key, body.Value!.AsObject())));
            // The reply of a GET for a browser is a page, and lines have their example as CSV.
            foreach (var (mediaType, body) in bodies.Where(body => body.Item1.EndsWith("/json", StringComparison.Ordinal)))
            {
                if (body["example"] is not { } example)
                {
                    missing.Add($"{route}: run tests/Access.Tests with UPDATE_CONTRACTS=1, build, and rewrite the documents.");
                }
                else if (replies.WhyNotFits(body["schema"]!, example) is { } why) missing.Add($"{route}, {mediaType}: {why}");
            }
        }
        Assert.Empty(missing);
    }

    [Theory, MemberData(nameof(Names))]
    public void No_reply_forbids_members_that_come_later(string name)
    {
        var document = OpenApiDocuments.Read(name);
        foreach (var (route, operation) in OpenApiDocuments.Operations(document))
        {
            foreach (var (_, _, body) in OpenApiDocuments.Replies(document, operation))
            {
                Assert.All(
                    OpenApiDocuments.Parts(document, body["schema"]!),
                    part => Assert.True((bool?)(part.Schema["additionalProperties"] as JsonValue) != false, $"{route}: {part.Path}"));
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_state_a_kind_and_a_grade_list_their_values(string name)
    {
        var document = OpenApiDocuments.Read(name);
        var open = from operation in OpenApiDocuments.Operations(document)
                   from reply in OpenApiDocuments.Replies(document, operation.Operation)
                   from part in OpenApiDocuments.Parts(document, reply.Body["schema"]!)
                   where Closed().IsMatch(part.Path) && Is(part.Schema, "string") && part.Schema["enum"] is null
                   select part.Path;

        // Kinds of evidence and of posts are the organisations' own words; what is held of a person is named as in the audit.
        string[] words = ["Evidence.kind", "Threshold.kind", "HeldAct.kind", "HeldThing.kind", "HeldValue.kind", "WebhookDelivery.kind"];
        Assert.Empty(open.Distinct().Where(path => !words.Contains(path) && !path.EndsWith("postKind", StringComparison.Ordinal))
            .Select(path => $"{path}: add [OneOf(…)] to the member, with the class of its constants or the words."));
    }

    [Theory, MemberData(nameof(Names))]
    public void Integers_are_integers(string name)
    {
        var document = OpenApiDocuments.Read(name);
        var schemas = document["components"]!["schemas"]!.AsObject()
            .SelectMany(schema => OpenApiDocuments.Parts(document, schema.Value!)).ToList();
        Assert.All(schemas.Where(part => Is(part.Schema, "integer")), part =>
        {
            Assert.False(Is(part.Schema, "string"), part.Path);
            Assert.True((string?)part.Schema["format"] is "int32" or "int64", part.Path);
        });
    }

    [Theory, MemberData(nameof(ServiceNames))]
    public async Task Nothing_undocumented_answers_in_a_service(string name)
    {
        var service = PlatformParts.Services.Single(service => service.Name == name);
        await using var app = await ServiceApp.StartAsync(Engine.Sqlite, name, service.Add, service.Map);
        Assert.Empty(Undocumented(name, app.Services));
    }

    // Whatever goes on to a service is in the document of the service.
    [Fact]
    public async Task Nothing_undocumented_answers_in_the_gateway()
    {
        await using var gateway = await GatewayHost.StartAsync();
        Assert.DoesNotContain(Undocumented("gateway", gateway.Services), route => !PlatformParts.Services.Any(service =>
            route.Split(' ')[1].StartsWith($"/{service.Name}/", StringComparison.Ordinal)
            || route.Split(' ')[1].StartsWith($"/problems/{service.Name}/", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Undocumented(string name, IServiceProvider services)
    {
        var documented = OpenApiDocuments.Operations(OpenApiDocuments.Read(name)).Select(operation => operation.Route).ToHashSet();
        return from source in services.GetServices<EndpointDataSource>()
               from endpoint in source.Endpoints.OfType<RouteEndpoint>()
               let path = Constraint().Replace("/" + endpoint.RoutePattern.RawText!.Trim('/'), "{$1}")
               // The document itself, and the page that shows it.
               where path != $"/{name}/v1/openapi.json" && !path.StartsWith($"/{name}/docs/", StringComparison.Ordinal)
               from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"]
               where !documented.Contains($"{method} {path}")
               select $"{method} {path}";
    }

    private static string? Says(JsonNode? node, string member) => (string?)node![member] is { Length: > 0 } text ? text : null;

    private static bool Is(JsonObject schema, string type) => schema["type"] switch
    {
        JsonArray types => types.Any(one => (string?)one == type),
        JsonValue one => (string?)one == type,
        _ => false,
    };

    [GeneratedRegex(@"\.(state|kind|grade|[a-z]+(State|Kind|Grade))$")]
    private static partial Regex Closed();

    [GeneratedRegex(@"\{(\w+):(?:[^{}]|\{\{|\}\})+\}")]
    private static partial Regex Constraint();
}
