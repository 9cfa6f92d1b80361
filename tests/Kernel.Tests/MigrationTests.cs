using System.Data.Common;
using System.Reflection;
using Kernel.Hosting;
using Kernel.Http;
using Kernel.Tests.Shelf;
using Testing;

namespace Kernel.Tests;

public sealed class MigrationTests
{
    [Theory, Engines]
    public async Task Processes_that_start_at_once_run_each_script_once(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var apps = await Task.WhenAll(Enumerable.Range(0, 6)
            .Select(_ => ShelfApp.BuildAsync(new ShelfSetup { Database = database, Migrate = false })));

        await AtOnceAsync(apps, app => app.App.Migrate());
        // Only the journal tells that a script which makes no table was run before.
        await AtOnceAsync(apps, app => app.Db.Migrate(new Scripts(
            "0003_more.sql",
            """
            INSERT INTO {0}effect (consumer, title)
            VALUES ('migration', 'more')
            """)));

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

        var error = Assert.Throws<InvalidOperationException>(() => shelf.Db.Migrate(new Scripts(
            "0003_failing.sql",
            """
            INSERT INTO {0}effect (consumer, title)
            VALUES ('migration', 'failing'); SELECT nothing
            FROM {0}nowhere
            """)));

        Assert.Contains("0003_failing.sql", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await shelf.EffectsAsync("failing"));
    }

    [Fact]
    public async Task Only_the_owner_may_read_SQLite_files_old_ones_too()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        var folder = database.Configuration["Sqlite:Folder"]!;
        await using var shelf = await ShelfApp.BuildAsync(new ShelfSetup { Database = database, Migrate = false });
        var file = Path.Combine(folder, $"{shelf.Setup.Schema}.db");
        await File.WriteAllBytesAsync(file, []);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        shelf.App.Migrate();
        await shelf.WorkAsync((_, work) => work.ExecuteAsync("INSERT INTO $schema.effect (consumer, title) VALUES ('test', 'written')"));

        Assert.Contains(file + "-wal", Directory.GetFiles(folder));
        foreach (var one in Directory.GetFiles(folder))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(one));
        }
    }

    [Theory, Engines]
    public async Task The_audit_is_case_sensitive_takes_long_subjects_and_never_changes(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(engine);
        var caller = Caller.Platform(new string('a', 255));
        await shelf.WorkAsync(async (_, work) =>
        {
            await work.AuditAsync("pathway", "Abc", 1, "defined", caller);
            await work.AuditAsync("pathway", "aBC", 1, "defined", caller);
        });

        Assert.Equal([255, 255], (await shelf.Db.QueryAsync<string>("SELECT actor FROM $schema.audit")).Select(actor => actor.Length));
        // On SQL Server it is the login that may not, and tests log in as the owner.
        if (engine is Engine.SqlServer) return;
        await Assert.ThrowsAnyAsync<DbException>(
            () => shelf.WorkAsync((_, work) => work.ExecuteAsync("UPDATE $schema.audit SET actor = 'somebody'")));
        await Assert.ThrowsAnyAsync<DbException>(() => shelf.WorkAsync((_, work) => work.ExecuteAsync("DELETE FROM $schema.audit")));
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

        public override string[] GetManifestResourceNames() =>
            [$"Scripts.Migrations.Sqlite.{name}", $"Scripts.Migrations.SqlServer.{name}"];

        public override Stream GetManifestResourceStream(string resource) => new MemoryStream(
            System.Text.Encoding.UTF8.GetBytes(sql.Replace(
                "{0}", resource.Contains(".SqlServer.", StringComparison.Ordinal) ? "$schema$." : "", StringComparison.Ordinal)));
    }
}
