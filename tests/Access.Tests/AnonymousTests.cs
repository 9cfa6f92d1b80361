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
    public void Only_health_documentation_and_the_catalogue_of_problems_are_open_to_everybody()
    {
        var open = things.App.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || endpoint.Metadata.GetMetadata<IAuthorizeData>() is null && endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/')).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "/health/live",
                "/health/ready",
                $"/problems/{things.Service}",
                $"/problems/{things.Service}/{{name}}",
                .. Documentation.Select(path => path.Replace("{service}", things.Service, StringComparison.Ordinal)),
            ],
            open.ToList());
    }

    private static IReadOnlyList<string> Documentation { get; } = ["/{documentName}/v1/openapi.json"];
}

[Collection(EnrollmentService.Name)]
public sealed class EnrollmentAnonymousTests(EnrollmentThings things) : AnonymousTests(things);

[Collection(FacultyCertificationService.Name)]
public sealed class FacultyAnonymousTests(FacultyThings things) : AnonymousTests(things);

[Collection(IndustryPartnershipService.Name)]
public sealed class PartnershipAnonymousTests(PartnershipThings things) : AnonymousTests(things);
