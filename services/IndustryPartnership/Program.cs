using IndustryPartnership;
using IndustryPartnership.Internships.Receipts;
using Kernel.Hosting;

Cultures.Load();
if (args is [VerifyReceipt.Command, ..]) return VerifyReceipt.Run(args[1..], Console.Out, Console.Error);

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddServiceDefaults(IndustryPartnershipService.Name);
builder.AddIndustryPartnership();

var app = builder.Build();
app.MapServiceDefaults();
app.MapIndustryPartnership();
return await app.RunServiceAsync(args);
