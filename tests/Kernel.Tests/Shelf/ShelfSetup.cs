using Kernel.Messaging.Transport;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Testing;

namespace Kernel.Tests.Shelf;

/// <summary>One fictional service, as a test wants it.</summary>
internal sealed record ShelfSetup
{
    public Engine Engine { get; init; }

    /// <summary>Shared with other services or with another process of the same service; null makes one.</summary>
    public TestDatabase? Database { get; init; }

    public string Name { get; init; } = "shelf";

    /// <summary>One of those that a test database has.</summary>
    public string Schema { get; init; } = "enrollment";

    public EmbeddedHub? Hub { get; init; }

    public string? Broker { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public Action<IBusRegistrationConfigurator> Consumers { get; init; } = _ => { };

    public string[] CatchUp { get; init; } = [];

    public Action<WebApplicationBuilder> Add { get; init; } = _ => { };

    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>What may be imported.</summary>
    public Kernel.Imports.ImportKind[] Kinds { get; init; } = [];

    public bool Migrate { get; init; } = true;
}
