using Enrollment;
using FacultyCertification;
using IndustryPartnership;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Access.Tests;

/// <summary>What answers without a token is this list, and nothing else.</summary>
public abstract class AnonymousTests(Things things)
{
    [Fact]
    public void Only_health_documentation_the_catalogue_of_problems_and_what_is_named_are_open_to_everybody()
    {
        var open = things.App.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
                || endpoint.Metadata.GetMetadata<IAuthorizeData>() is null && endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/')).Distinct();

        Assert.Equal(
            [
                $"/{things.Service}/docs/favicon.svg",
                $"/{things.Service}/docs/scalar.aspnetcore.js",
                $"/{things.Service}/docs/scalar.js",
                $"/{things.Service}/docs/{{documentName?}}",
                .. things.AnonymousPaths.Append($"/{things.Service}/v1/openapi.json").Order(StringComparer.Ordinal),
                "/health/live",
                "/health/ready",
                $"/problems/{things.Service}",
                $"/problems/{things.Service}/{{name}}",
            ],
            open.Order(StringComparer.Ordinal).OrderBy(path => path.StartsWith($"/{things.Service}/", StringComparison.Ordinal) ? 0 : 1));
    }
}

[Collection(EnrollmentService.Name)]
public sealed class EnrollmentAnonymousTests(EnrollmentThings things) : AnonymousTests(things);

[Collection(FacultyCertificationService.Name)]
public sealed class FacultyAnonymousTests(FacultyThings things) : AnonymousTests(things);

[Collection(IndustryPartnershipService.Name)]
public sealed class PartnershipAnonymousTests(PartnershipThings things) : AnonymousTests(things);
