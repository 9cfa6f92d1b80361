using Kernel.Data;
using Kernel.Hosting;
using MassTransit;
using Microsoft.AspNetCore.Builder;

namespace Bench.Hop;

[MessageUrn("bench:hop:v1")]
[EntityName("bench:hop:v1")]
public sealed record HopV1
{
    public required Guid Id { get; init; }
}

/// <summary>The effect: one row for one event.</summary>
public sealed class WhenHopped(UnitOfWork work) : IConsumer<HopV1>
{
    public Task Consume(ConsumeContext<HopV1> context) =>
        work.ExecuteAsync("INSERT INTO $schema.effect (id) VALUES (@Id)", context.Message);
}

/// <summary>The service that listens, in a process of its own, with nothing but the kernel in it.</summary>
internal static class Receiver
{
    public const string Schema = "faculty";

    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddServiceDefaults("receiver");
        builder.AddService(Schema, typeof(Receiver).Assembly, bus => bus.AddConsumer<WhenHopped>());
        var app = builder.Build();
        app.MapServiceDefaults();
        await app.RunServiceAsync([]);
    }
}
