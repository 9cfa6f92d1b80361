using AllInOne;

if (Options.Parse(args) is not { } options) return Options.Explain();

try
{
    await using var platform = await LocalPlatform.StartAsync(options);
    using var clients = new Clients(platform);
    if (options.Tour) return await new Tour(platform, clients).RunAsync(options.Json);

    platform.Introduce();
    await new Journey(clients, Sample.Read(), platform.Today).LoadAsync(Console.WriteLine);
    Console.WriteLine("The paper's cooperation is there. Stop with Ctrl+C.");
    await platform.WaitForShutdownAsync();
    return 0;
}
catch (Exception error) when (error is JourneyException or IOException or UnauthorizedAccessException or HttpRequestException)
{
    // A port that is taken, a folder that cannot be written, a sample that does not fit what is there: a sentence says more than a stack.
    Console.Error.WriteLine(error.Message);
    return 1;
}
