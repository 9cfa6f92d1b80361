using Testing;

namespace Platform.Tests.Flow;

/// <summary>A service that starts for the first time after others have told what it needs.</summary>
public sealed class FirstStartTests(RabbitMqBroker broker)
{
    [Fact]
    public async Task A_service_asks_for_events_from_before_its_first_start()
    {
        await using var platform = await Processes.StartAsync(await broker.NewVirtualHostAsync(), null, Service.Partnership);
        var cooperation = new Cooperation(platform, "first");
        var agreement = await cooperation.FoundAsync();
        await AllIsToldAsync(platform);

        await platform.StartAsync(Service.Enrollment);
        var articulation = await cooperation.DraftArticulationAsync();
        await cooperation.ActivateAsync(articulation.Id, agreement);
    }

    [Fact]
    public async Task A_service_with_a_queue_before_its_first_start_gets_all_events_without_asking()
    {
        await using var platform = await Processes.StartAsync(await broker.NewVirtualHostAsync(), null, Service.Partnership);
        Assert.Equal(0, await platform.RunAsync(Service.Faculty, "topology"));
        var cooperation = new Cooperation(platform, "first");
        await cooperation.RegisterAsync(cooperation.College, "vocational-college");
        await AllIsToldAsync(platform);
        // Whom it could ask is gone.
        Assert.Equal(0, await platform.StopAsync(Service.Partnership));

        await platform.StartAsync(Service.Faculty);

        await Eventually.TrueAsync(
            async () => await platform.CountAsync(Service.Faculty, $"institution WHERE code = '{cooperation.College}'") == 1);
    }

    [Fact]
    public async Task Migrate_makes_the_schema_and_succeeds_a_second_time()
    {
        await using var platform = await Processes.StartAsync(broker: null);

        Assert.Equal(0, await platform.RunAsync(Service.Enrollment, "migrate"));
        var scripts = await platform.CountAsync(Service.Enrollment, "schema_version");
        Assert.Equal(0, await platform.CountAsync(Service.Enrollment, "outbox"));
        Assert.Equal(0, await platform.RunAsync(Service.Enrollment, "migrate"));

        Assert.True(scripts > 0);
        Assert.Equal(scripts, await platform.CountAsync(Service.Enrollment, "schema_version"));
    }

    [Fact]
    public async Task A_service_finds_its_settings_from_any_working_directory()
    {
        await using var platform = await Processes.StartAsync(broker: null, null, Service.Enrollment, Service.Faculty, Service.Partnership);
        foreach (var service in Service.Three)
        {
            await platform.Directly(service, platform.Issuer.Token("bpc", [])).GetAsync($"/{service.Name}/v1/openapi.json").BodyAsync();

            // The line is written after the answer.
            await Eventually.TrueAsync(
                () => Task.FromResult(platform[service].Output.Contains("Platform.Requests: GET", StringComparison.Ordinal)));
            Assert.DoesNotContain("Request starting", platform[service].Output, StringComparison.Ordinal);
        }
    }

    private static Task AllIsToldAsync(Processes platform) =>
        Eventually.TrueAsync(async () => await platform.CountAsync(Service.Partnership, "outbox") == 0);
}

[Collection(EmbeddedPlatform.Name)]
public sealed class FirstStartEmbeddedTests(EmbeddedPlatform platform)
{
    [Fact]
    public async Task In_one_process_a_service_also_asks_for_events_from_before_its_first_start()
    {
        // Under an agreement that partnership made while it ran alone.
        await platform.Ground.PrepareAsync();

        Assert.Equal(
            1,
            await platform.Process.CountAsync(
                Service.Enrollment, $"articulation WHERE state = 'active' AND from_institution = '{platform.Ground.Cooperation.College}'"));
    }
}
