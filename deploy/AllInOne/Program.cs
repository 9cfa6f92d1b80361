using AllInOne;

if (Options.Parse(args) is not { } options) return Options.Explain();

await using var platform = await LocalPlatform.StartAsync(options);
using var clients = new Clients(platform);
if (options.Tour) return await new Tour(platform, clients).RunAsync(options.Json);

platform.Introduce();
try
{
    await new Journey(clients, Sample.Read(), platform.Today).LoadAsync(Console.WriteLine);
    Console.WriteLine("The paper's cooperation is there. Stop with Ctrl+C.");
}
catch (JourneyException error)
{
    Console.Error.WriteLine($"The sample was not loaded: {error.Message}");
}
await platform.WaitForShutdownAsync();
return 0;
