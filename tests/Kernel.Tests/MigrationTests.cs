using System.Reflection;
using Kernel.Hosting;
using Kernel.Tests.Shelf;
using Testing;

namespace Kernel.Tests;

public sealed class MigrationTests
{
    [Theory, Engines]
    public async Task Processes_that_start_at_once_run_each_script_once(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var apps = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ShelfApp.BuildAsync(new ShelfSetup { Database = database, Migrate = false })));

        await AtOnceAsync(apps, app => app.App.Migrate());
        // Only the journal tells that a script which makes no table was run before.
        await AtOnceAsync(apps, app => app.Db.Migrate(new Scripts("0003_more.sql", "INSERT INTO {0}effect (consumer, title) VALUES ('migration', 'more')")));

        Assert.Equal((1L, 1L), (await apps[0].EffectsAsync("ran"), await apps[0].EffectsAsync("more")));
        foreach (var app in apps) await app.DisposeAsync();
    }

    [Theory, Engines]
    public async Task A_second_start_runs_nothing(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(engine);

        shelf.App.Migrate();

        Assert.Equal(1, await shelf.EffectsAsync("ran"));
    }

    [Theory, Engines]
    public async Task A_script_that_fails_leaves_nothing_and_is_named(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(engine);

        var error = Assert.Throws<InvalidOperationException>(() => shelf.Db.Migrate(new Scripts("0003_failing.sql", "INSERT INTO {0}effect (consumer, title) VALUES ('migration', 'failing'); SELECT nothing FROM {0}nowhere")));

        Assert.Contains("0003_failing.sql", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await shelf.EffectsAsync("failing"));
    }

    private static async Task AtOnceAsync(ShelfApp[] apps, Action<ShelfApp> migrate)
    {
        using var start = new Barrier(apps.Length);
        await Task.WhenAll(apps.Select(app => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                migrate(app);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }

    /// <summary>One script that no service has.</summary>
    private sealed class Scripts(string name, string sql) : Assembly
    {
        public override string FullName => nameof(Scripts);

        public override string[] GetManifestResourceNames() => [$"Scripts.Migrations.Sqlite.{name}", $"Scripts.Migrations.SqlServer.{name}"];

        public override Stream GetManifestResourceStream(string resource) => new MemoryStream(
            System.Text.Encoding.UTF8.GetBytes(sql.Replace("{0}", resource.Contains(".SqlServer.", StringComparison.Ordinal) ? "$schema$." : "", StringComparison.Ordinal)));
    }
}
