using System.Reflection;
using Contracts.Platform;
using Enrollment;
using FacultyCertification;
using IndustryPartnership;
using Kernel.Data;
using Microsoft.AspNetCore.Builder;

namespace Contracts.Tests;

/// <summary>The three services and the events between them.</summary>
internal static class PlatformParts
{
    public static Assembly Contracts { get; } = typeof(StateRequestedV1).Assembly;

    public static Assembly Kernel { get; } = typeof(Db).Assembly;

    public static IReadOnlyList<Service> Services { get; } =
    [
        new(EnrollmentService.Name, typeof(EnrollmentService).Assembly, builder => builder.AddEnrollment(), app => app.MapEnrollment()),
        new(
            FacultyCertificationService.Name,
            typeof(FacultyCertificationService).Assembly,
            builder => builder.AddFacultyCertification(),
            app => app.MapFacultyCertification()),
        new(
            IndustryPartnershipService.Name,
            typeof(IndustryPartnershipService).Assembly,
            builder => builder.AddIndustryPartnership(),
            app => app.MapIndustryPartnership()),
    ];

    /// <summary>Every event, by its name on the wire.</summary>
    public static IReadOnlyList<Event> Events { get; } = [.. EventRules.EventsOf(Contracts.ExportedTypes).Select(type => new Event(type))
        .OrderBy(one => one.Urn, StringComparer.Ordinal)];

    public static TheoryData<string> ServiceNames => [.. Services.Select(service => service.Name)];

    public static TheoryData<string> Urns => [.. Events.Select(one => one.Urn)];

    public static Event EventOf(string urn) => Events.Single(one => one.Urn == urn);
}

/// <param name="Name">Its name in paths and queues.</param>
/// <param name="Assembly">Its code.</param>
/// <param name="Add">What it adds to a host.</param>
/// <param name="Map">What it maps.</param>
internal sealed record Service(string Name, Assembly Assembly, Action<WebApplicationBuilder> Add, Action<WebApplication> Map)
{
    /// <summary>A service runs its own code and the kernel's.</summary>
    public IEnumerable<Assembly> Code => [Assembly, PlatformParts.Kernel];
}

/// <summary>An event's type and its name on the wire.</summary>
internal sealed record Event(Type Type)
{
    public string Urn { get; } = EventRules.UrnOf(Type) ?? throw new InvalidOperationException($"{Type} has no [MessageUrn].");

    /// <summary>The wire name where colons cannot stand.</summary>
    public string Key => Urn.Replace(':', '-');

    public string Owner => Urn.Split(':')[0];
}
